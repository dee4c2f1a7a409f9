// Two Leaflet maps that move together: the part of L.Map.Sync that folium's DualMap calls.
L.Map.include({
  sync(other) {
    this.on('move zoomend', () => {
      if (this.follows || other.follows) return;
      other.follows = true;
      other.setView(this.getCenter(), this.getZoom(), { animate: false });
      other.follows = false;
    });
    return this;
  },
});
