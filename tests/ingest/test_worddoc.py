import io

import pytest
from olefile import OleFileIO

from documents.errors import DamagedInput, EncryptedInput, UnsupportedFormat
from ingest.worddoc import freeze_fields
from tests.ingest.compounds import pack_compound, pack_word

DATE, HYPERLINK, FORMULA = 0x1F, 0x58, 0x22
BEGIN, SEPARATE = 0x13, 0x14


@pytest.mark.parametrize(("flags", "table"), [(0x0200, "1Table"), (0, "0Table")])
def test_worddoc_freezes_dates_and_leaves_links(flags: int, table: str) -> None:
    marks = {BEGIN | 0x80: DATE, SEPARATE: DATE, BEGIN: HYPERLINK}
    data = pack_word(flags, marks)
    frozen = freeze_fields(data)
    assert len(frozen) == len(data)
    with OleFileIO(io.BytesIO(frozen)) as compound:
        stream = compound.openstream(table).read()
    listed = stream[16 + 4 * 4 :][:6]
    assert listed == bytes([BEGIN | 0x80, FORMULA, SEPARATE, DATE, BEGIN, HYPERLINK])


def test_worddoc_leaves_a_file_without_fields_as_it_is() -> None:
    data = pack_word()
    assert freeze_fields(data) == data


def test_worddoc_tells_of_a_password() -> None:
    with pytest.raises(EncryptedInput, match="密码"):
        freeze_fields(pack_word(0x0100))


def test_worddoc_refuses_what_is_older_than_word_97() -> None:
    with pytest.raises(UnsupportedFormat, match="另存为"):
        freeze_fields(pack_word(mark=0xA5DC))


@pytest.mark.parametrize(
    "data",
    [
        pack_word(mark=0x1234),
        pack_compound({"WordDocument": b"\xec\xa5"}),
        pack_word()[:3000],
        b"",
    ],
    ids=["mark", "no table", "cut short", "empty"],
)
def test_worddoc_tells_of_damage(data: bytes) -> None:
    with pytest.raises(DamagedInput):
        freeze_fields(data)
