"""Reported speech by rule: German, French, Spanish, Russian, Turkish, without a parser."""

import pytest

from onrecord.stages.attributions.ruled import quotations


def told(text: str, lang: str) -> list[tuple[str, str, str]]:
    """Source, cue and content of each attribution, as text; pieces joined by a bar."""
    return [
        tuple("|".join(text[a:b] for a, b in spans) for spans in (t.source, t.cue, t.content))  # type: ignore[misc]
        for t in quotations(text, lang)
    ]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("„Wir geben nicht auf“, sagte Trainerin Lena Vogt am Freitag.",
         "Trainerin Lena Vogt", "sagte", "„Wir geben nicht auf“"),
        ("Der Sprecher der Hafenbahn, Tim Brandt, teilte mit, dass der Zug ausfalle.",
         "Der Sprecher der Hafenbahn, Tim Brandt", "teilte mit", "dass der Zug ausfalle"),
        ("Laut der Feuerwehr brannte der Speicher die ganze Nacht.",
         "der Feuerwehr", "Laut", "brannte der Speicher die ganze Nacht"),
        ("Nach Angaben der Werft wurde niemand verletzt.",
         "Angaben der Werft", "Nach", "wurde niemand verletzt"),
        ("Ersten Ermittlungen zufolge brach ein Rohr im Keller.",
         "Ersten Ermittlungen", "zufolge", "brach ein Rohr im Keller"),
        ("Die Straße bleibt bis Mai gesperrt, so die Stadtwerke.",
         "die Stadtwerke", "so", "Die Straße bleibt bis Mai gesperrt"),
        ("Wie der Bürgermeister von Altdorf mitteilte, ist das Bad geschlossen.",
         "der Bürgermeister von Altdorf", "Wie|mitteilte", "ist das Bad geschlossen"),
        ("Der Deich sei sicher, bestätigte eine Ingenieurin.",
         "eine Ingenieurin", "bestätigte", "Der Deich sei sicher"),
        ("Am Montag hatte Vereinschef Paul Kern angekündigt, das Stadion zu verkaufen.",
         "Vereinschef Paul Kern", "hatte|angekündigt", "das Stadion zu verkaufen"),
        ("In dem Gutachten heißt es, die Brücke sei marode.",
         "dem Gutachten", "heißt es", "die Brücke sei marode"),
    ],
)  # fmt: skip
def test_german(text: str, source: str, cue: str, content: str) -> None:
    assert told(text, "de") == [(source, cue, content)]


def test_german_goes_on_in_the_reported_subjunctive() -> None:
    text = "Der Minister erklärte, der Tunnel sei fertig. Er werde im Mai geöffnet. Es regnete."
    assert told(text, "de")[1] == ("Der Minister", "", "Er werde im Mai geöffnet")
    assert len(told(text, "de")) == 2


def test_a_name_in_quotation_marks_is_no_speech() -> None:
    assert told("Das Schiff „Seestern“ lief am Abend aus.", "de") == []


def test_two_halves_are_one_and_a_second_sentence_has_the_speaker() -> None:
    text = "„Das war knapp“, sagte Jonas Feld, „aber wir haben gewonnen.“ „Jetzt feiern wir bis zum Morgen.“"
    first, second = quotations(text, "de")
    assert len(first.content) == 2
    assert second.source == first.source


@pytest.mark.parametrize(
    ("lang", "text", "source", "content"),
    [
        ("fr", "« Nous partirons demain », a déclaré Paul Morin.", "Paul Morin", "« Nous partirons demain »"),
        ("fr", "« Il faut tenir », explique-t-elle.", "elle", "« Il faut tenir »"),
        ("fr", "Selon le ministère, le vaccin arrivera en mars.", "le ministère", "le vaccin arrivera en mars"),
        ("fr", "La maire a expliqué que les cours reprendraient.", "La maire", "que les cours reprendraient"),
        ("fr", "« C'est une honte, poursuit Anna Belli, et nous le dirons. »", "Anna Belli",
         "« C'est une honte| et nous le dirons. »"),
        ("es", "«No vamos a ceder», dijo la alcaldesa Marta Olivares.", "la alcaldesa Marta Olivares",
         "«No vamos a ceder»"),
        ("es", "“Estamos listos”, aseguró ayer el entrenador Pablo Rivas.", "el entrenador Pablo Rivas",
         "“Estamos listos”"),
        ("es", "Según el sindicato, la huelga seguirá.", "el sindicato", "la huelga seguirá"),
        ("ru", "«Мы закончим работу», — сказал Иван Петров.", "Иван Петров", "«Мы закончим работу»"),
        ("ru", "По словам мэра Орлова, дорога уже готова.", "мэра Орлова", "дорога уже готова"),
        ("ru", "Министр Олег Ланской заявил, что мост откроют.", "Министр Олег Ланской", "что мост откроют"),
        ("tr", "“Köprüyü mayısta açacağız” dedi Başkan Ayşe Demir.", "Başkan Ayşe Demir",
         "“Köprüyü mayısta açacağız”"),
        ("tr", "Bakan Kemal Arslan, “Yol hazır” dedi.", "Bakan Kemal Arslan", "“Yol hazır”"),
        ("tr", "Yetkililere göre köprü mayısta açılacak.", "Yetkililere", "köprü mayısta açılacak"),
        ("tr", "Bakan Kemal Arslan yolun hazır olduğunu söyledi.", "Bakan Kemal Arslan", "yolun hazır olduğunu"),
    ],
)  # fmt: skip
def test_other_languages(lang: str, text: str, source: str, content: str) -> None:
    assert [(s, c) for s, _, c in told(text, lang)] == [(source, content)]
