"""Any input to `Release`: one reader a form."""
