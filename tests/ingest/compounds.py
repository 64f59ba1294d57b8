"""Compound files (MS-CFB) as old office programs write them, for tests."""

from collections.abc import Mapping
from struct import pack

SECTOR = 512
END, FREE, FAT, NONE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF


def pack_compound(streams: Mapping[str, bytes]) -> bytes:
    """A compound file with these streams in its root, each filled up with zeros to the 4096 bytes
    below which streams are stored in another way."""
    chains: list[int] = []
    sectors: list[bytes] = []

    def store(data: bytes) -> int:
        start, count = len(sectors), -(-len(data) // SECTOR)
        chains.extend([*range(start + 1, start + count), END])
        sectors.extend(
            data[k : k + SECTOR].ljust(SECTOR, b"\0") for k in range(0, len(data), SECTOR)
        )
        return start

    filled = {name: data.ljust(4096, b"\0") for name, data in streams.items()}
    entries = [_pack_entry("Root Entry", 5, NONE, 1 if filled else NONE, END, 0)]
    for number, (name, data) in enumerate(filled.items(), 1):
        after = number + 1 if number < len(filled) else NONE
        entries.append(_pack_entry(name, 2, after, NONE, store(data), len(data)))
    directory = store(b"".join(entries))
    table = len(sectors)
    chains.append(FAT)
    fat = b"".join(pack("<I", link) for link in chains).ljust(SECTOR, b"\xff")
    assert len(fat) == SECTOR
    head = pack(
        "<8s16sHHHHH6xIIIIIIIII",
        *(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6),
        *(0, 1, directory, 0, 4096, END, 0, END, 0),
    )
    head += pack("<I", table) + b"\xff\xff\xff\xff" * 108
    return head + b"".join(sectors) + fat


def _pack_entry(name: str, kind: int, after: int, child: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    return pack(
        "<64sHBBIII16sIQQIQ",
        *(encoded, len(encoded) + 2, kind, 1, NONE, after, child, bytes(16), 0, 0, 0, start, size),
    )


def pack_word(flags: int = 0, fields: Mapping[int, int] | None = None, mark: int = 0xA5EC) -> bytes:
    """A Word file without text: the flags of its FIB, and a list of fields, the mark of each with
    its kind (MS-DOC 2.8.25)."""
    marks = list((fields or {}).items())
    places = b"".join(pack("<I", place) for place in range(len(marks) + 1))
    listed = places + b"".join(bytes(pair) for pair in marks)
    main = bytearray(0x0600)
    main[:2] = pack("<H", mark)
    main[10:12] = pack("<H", flags)
    main[0x011A:0x0122] = pack("<II", 16, len(listed))
    name = "1Table" if flags & 0x0200 else "0Table"
    return pack_compound({"WordDocument": bytes(main), name: bytes(16) + listed})
