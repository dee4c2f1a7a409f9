"""From text to mentions: spans, roles and places, on sentences of our own."""

from __future__ import annotations

import gc
from typing import Any

import pytest

from dateline.gazetteer import Gazetteer
from dateline.geoparse import Geoparser
from dateline.models import Mention, Release, Role
from dateline.settings import Settings


def release(
    body: str, *, title: str = "", lang: str = "en", publisher: str = "President of Ukraine"
) -> Release:
    return Release(id="test", title=title, body=body, lang=lang, publisher=publisher)


def mentions(
    geoparser: Geoparser, body: str, *, lang: str = "en", publisher: str = "President of Ukraine"
) -> dict[str, Mention]:
    parsed = geoparser.parse(release(body, lang=lang, publisher=publisher))
    return {mention.text: mention for mention in parsed.mentions}


def place(mention: Mention) -> tuple[str, str, str | None]:
    assert mention.place is not None
    return mention.place.kind.value, mention.place.name, mention.place.admin1


def test_a_region_is_the_oblast_and_a_city_in_it_no_namesake(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "The President visited Izyum in the Kharkiv region and laid flowers.")
    assert place(found["Kharkiv region"])[:2] == ("region", "Kharkiv Oblast")
    izyum = found["Izyum"].place
    assert izyum is not None
    assert (round(izyum.lat, 1), round(izyum.lon, 1)) == (49.2, 37.3)
    assert found["Izyum"].role is Role.EVENT


def test_a_place_in_an_office_is_an_affiliation(geoparser: Geoparser) -> None:
    found = mentions(
        geoparser, "Ambassador of Lithuania thanked the Head of the Kharkiv Regional Military Administration."
    )
    assert found["Lithuania"].role is Role.AFFILIATION
    assert found["Kharkiv"].role is Role.AFFILIATION
    assert place(found["Kharkiv"])[:2] == ("region", "Kharkiv Oblast")


def test_names_of_other_things_are_names(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "The Minsk agreements were discussed. He became a Hero of Ukraine.")
    assert found["Minsk"].role is Role.NAME
    assert found["Ukraine"].role is Role.NAME


@pytest.mark.parametrize(
    ("body", "name", "admin1"),
    [
        ("Two people died in Mykolaivka, Sumy region.", "Mykolaivka", "Sumy Oblast"),
        ("Two people died in Lyman in the Donetsk region.", "Lyman", "Donetsk Oblast"),
        ("A fire broke out in Springfield, Illinois.", "Springfield", "Illinois"),
        ("A fire broke out in Paris, Texas.", "Paris", "Texas"),
        ("She moved to Columbia, S.C., last year.", "Columbia", "South Carolina"),
    ],
)
def test_the_region_beside_a_name_decides(geoparser: Geoparser, body: str, name: str, admin1: str) -> None:
    assert place(mentions(geoparser, body, publisher="")[name])[2] == admin1


def test_each_name_of_a_list_of_regions_is_a_region(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "Shelling continues in the Donetsk, Luhansk and Sumy regions.")
    assert [place(m)[:2] for m in found.values()] == [
        ("region", "Donetsk Oblast"),
        ("region", "Luhansk Oblast"),
        ("region", "Sumy Oblast"),
    ]


@pytest.mark.parametrize(
    "body", ["Shelling goes on in the Kyiv and Sumy regions.", "People left Sumy, Kyiv and Kharkiv regions."]
)
def test_kyiv_in_a_list_of_regions_is_the_oblast(geoparser: Geoparser, body: str) -> None:
    assert place(mentions(geoparser, body)["Kyiv"])[:2] == ("region", "Kyiv Oblast")


def test_a_town_before_a_list_of_regions_is_a_town(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "Shelling goes on in Kyiv, the Sumy and Chernihiv regions.")
    assert place(found["Kyiv"])[:2] == ("settlement", "Kyiv")


def test_people_bodies_and_adjectives_are_no_places(geoparser: Geoparser) -> None:
    body = "Andriy Yermak and Denys Shmyhal met Jens Stoltenberg. Ukrainian and European experts of NATO joined in May."
    assert mentions(geoparser, body) == {}


def test_an_unknown_village_is_a_mention_without_a_place(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "Rescuers reached the village of Qwertzuky in the Kharkiv region.")
    assert found["Qwertzuky"].place is None
    assert found["Qwertzuky"].candidates == ()


def test_no_pin_in_another_region_than_the_words_say(geoparser: Geoparser, gazetteer: Gazetteer) -> None:
    villages = {p.admin1 for p in gazetteer.lookup("Lyman") if p.country == "UA"}
    assert "Chernivtsi Oblast" not in villages
    found = mentions(geoparser, "A bridge was built in Lymanivka, Zakarpattia region.")
    assert (
        "Lymanivka" not in found
        or found["Lymanivka"].place is None
        or place(found["Lymanivka"])[2] == "Zakarpattia Oblast"
    )


def test_the_title_is_read_with_the_body(geoparser: Geoparser) -> None:
    parsed = geoparser.parse(release("He arrived in Lyman.", title="Visit to the Kharkiv region"))
    assert [m.text for m in parsed.title_mentions] == ["Kharkiv region"]
    assert place(parsed.mentions[0])[2] == "Kharkiv Oblast"


def test_ukrainian_is_read_with_its_inflection(geoparser: Geoparser) -> None:
    found = mentions(
        geoparser, "Президент відвідав Ізюм у Харківській області. У Бучі вшанували загиблих.", lang="uk"
    )
    assert place(found["Ізюм"])[1] == "Izium" or place(found["Ізюм"])[1] == "Izyum"
    assert place(found["Харківській області"])[:2] == ("region", "Kharkiv Oblast")
    assert place(found["Бучі"])[2] == "Kyiv Oblast"


def test_ukrainian_regions_of_a_list_share_their_noun(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "Тривають бої у Сумській, Харківській та Донецькій областях.", lang="uk")
    assert [place(m)[1] for m in found.values()] == ["Sumy Oblast", "Kharkiv Oblast", "Donetsk Oblast"]


def test_candidates_are_ranked_and_every_decision_has_reasons(geoparser: Geoparser) -> None:
    lyman = mentions(geoparser, "He visited Lyman in the Donetsk region.")["Lyman"]
    assert len(lyman.candidates) > 1
    scores = [candidate.score for candidate in lyman.candidates]
    assert scores == sorted(scores, reverse=True)
    assert lyman.candidates[0].reasons
    assert {reason.code.split(":")[0] for reason in lyman.reasons} == {"recognition", "roles"}
    assert all(reason.text for reason in lyman.reasons)


def test_the_hash_of_the_configuration_changes_with_it(gazetteer: Gazetteer, geoparser: Geoparser) -> None:
    assert geoparser.config == Geoparser(gazetteer, Settings()).config
    assert geoparser.config != Geoparser(gazetteer).config


def test_half_of_an_adjective_and_a_patron_saint_are_no_places(geoparser: Geoparser) -> None:
    text = "The guests came to the Golden-Domed Monastery of Saint Michael in Kyiv and to the Church of St. Andrew."
    assert list(mentions(geoparser, text)) == ["Kyiv"]
    assert "St. Petersburg" in mentions(geoparser, "They went on from Riga to St. Petersburg by train.")


def test_reading_makes_no_cycles_for_the_collector_which_is_on_again_after_it(geoparser: Geoparser) -> None:
    text = "In Kyiv, the Mayor of Lviv met people from Kharkiv and Sumy regions. "
    geoparser.parse(release(text))
    gc.collect()
    found = geoparser.parse(release(text * 20, title=text))
    assert gc.isenabled()
    assert len(found.mentions) >= 60
    assert gc.collect() == 0
    broken: Any = None
    with pytest.raises(TypeError):
        geoparser.parse(release(broken))
    assert gc.isenabled()


def test_a_second_name_that_is_a_mistake_pulls_no_place_away(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "They left Chornobyl. Nikopol and Zaporizhzhia were shelled.")
    assert place(found["Chornobyl"])[2] == "Kyiv Oblast"


@pytest.mark.parametrize(
    "body",
    [
        "Among the wounded is a boy, his name is Volodymyr, and he is three months old.",
        "I talked about it with Chrystia (Freeland - ed.) in spring.",
    ],
)
def test_who_is_called_so_is_no_place(geoparser: Geoparser, body: str) -> None:
    assert mentions(geoparser, body) == {}


def test_a_name_that_brackets_spell_out_names_the_same_place(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "My native Kryvyi (Kryvyi Rih - ed.) celebrates its birthday.")
    assert place(found["Kryvyi"]) == place(found["Kryvyi Rih"])


def test_a_site_is_not_looked_for_in_another_town(geoparser: Geoparser) -> None:
    found = mentions(geoparser, "They met at the Ukrainian House in Davos.")
    assert found["Ukrainian House"].place is None
    assert place(found["Davos"])[1] == "Davos"
    assert (
        mentions(geoparser, "They met at the Ukrainian House in Kyiv.")["Ukrainian House"].place is not None
    )
