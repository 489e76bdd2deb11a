"""Vectors of docs/formats/attachments.md: files as cameras, phones and attackers make them, and what is left of each.

The cleaning here is a second reading of the format, written apart from the Swift sources; PNG checksums are zlib's."""
import base64, re, struct, zlib

# Two pictures of 8 x 6 pixels by libjpeg: one pass, and many.
BASELINE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5mo"
    "q6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wAARCAAGAAgDASIAAhEB"
    "AxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAZEAEAAgMAAAAAAAAAAAAAAAAAAgQFITH/xAAUAQEAAAAAAAAAAAAAAAAAAAAC/8QAGhEAAgIDAAAA"
    "AAAAAAAAAAAAAAIDMQQREv/aAAwDAQACEQMRAD8Aitjoa4ADu27FjyPxZ//Z")
PROGRESSIVE = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDABsSFBcUERsXFhceHBsgKEIrKCUlKFE6PTBCYFVlZF9VXVtqeJmBanGQc1tdhbWGkJ6jq62rZ4C8ybqmx5mo"
    "q6T/2wBDARweHigjKE4rK06kbl1upKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKSkpKT/wgARCAAGAAgDASIAAhEB"
    "AxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAL/xAAVAQEBAAAAAAAAAAAAAAAAAAABAv/aAAwDAQACEAMQAAABkS//xAAWEAADAAAAAAAAAAAAAAAAAAAA"
    "AgP/2gAIAQEAAQUCWZ//xAAYEQACAwAAAAAAAAAAAAAAAAAAAQIDEf/aAAgBAwEBPwGuTw//xAAVEQEBAAAAAAAAAAAAAAAAAAABAP/aAAgBAgEBPwFW"
    "/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQAGPwJ//8QAFRABAQAAAAAAAAAAAAAAAAAAAAH/2gAIAQEAAT8hg//aAAwDAQACAAMAAAAQ+//EABUR"
    "AQEAAAAAAAAAAAAAAAAAAABB/9oACAEDAQE/EKb/xAAWEQADAAAAAAAAAAAAAAAAAAAAETH/2gAIAQIBAT8Qep//xAAWEAADAAAAAAAAAAAAAAAAAAAA"
    "ITH/2gAIAQEAAT8QXh//2Q==")


# MARK: Exif

def tiff(orientation): return bytes.fromhex("4d4d002a0000000800010112000300000001") + struct.pack(">HHI", orientation, 0, 0)


def camera_exif(order, orientation):
    """An Exif block as cameras write it: maker, orientation, a pointer to a directory with a position."""
    p = "<" if order == b"II" else ">"
    maker, place = b"Camera of Eve\0", 8 + 2 + 4 * 12 + 4
    gps = place + 14
    entries = [(0x010F, 2, 14, struct.pack(p + "I", place)), (0x0112, 3, 1, struct.pack(p + "HH", orientation, 0)),
               (0x0132, 2, 1, b"\0\0\0\0"), (0x8825, 4, 1, struct.pack(p + "I", gps))]
    block = order + struct.pack(p + "HI", 42, 8) + struct.pack(p + "H", len(entries))
    for tag, kind, count, value in entries:
        block += struct.pack(p + "HHI", tag, kind, count) + value
    block += struct.pack(p + "I", 0) + maker
    latitude = struct.pack(p + "6I", 48, 1, 12, 1, 3000, 100)
    return block + struct.pack(p + "H", 1) + struct.pack(p + "HHII", 2, 5, 3, gps + 18) + struct.pack(p + "I", 0) + latitude


def orientation_of(block):
    p = {b"II": "<", b"MM": ">"}.get(block[:2])
    try:
        magic, at = struct.unpack(p + "HI", block[2:8])
        for n in range(struct.unpack_from(p + "H", block, at)[0] if magic == 42 else 0):
            tag, kind, count, value = struct.unpack_from(p + "HHIH", block, at + 2 + 12 * n)
            if tag == 0x112:
                return value if (kind, count) == (3, 1) and 2 <= value <= 8 else None
    except (TypeError, struct.error):
        pass
    return None


# MARK: JPEG

def segment(marker, data): return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data
def app1(block): return segment(0xE1, b"Exif\0\0" + block)


def clean_jpeg(data):
    """Cuts the file into pieces with one pattern, which reads only files that are in order."""
    kept, jfif, adobe, turned, seen, at = b"", b"", b"", b"", False, 2
    piece = re.compile(rb"\xff+([^\x00\xff])", re.S)
    while True:
        m = piece.match(data, at)
        marker, at = m[1][0], m.end()
        if marker == 0xD9:
            return b"\xff\xd8" + jfif + adobe + turned + kept + b"\xff\xd9"
        length = struct.unpack_from(">H", data, at)[0]
        body, at = data[at + 2:at + length], at + length
        if marker == 0xE0 and body[:5] == b"JFIF\0":
            jfif = bytes.fromhex("ffe000104a46494600010100000100010000")
        elif marker == 0xE1 and body[:6] == b"Exif\0\0" and not seen:
            seen, o = True, orientation_of(body[6:])
            turned = app1(tiff(o)) if o else b""
        elif marker == 0xEE and body[:5] == b"Adobe" and len(body) >= 12 and body[11] < 3:
            adobe = adobe or segment(0xEE, b"Adobe\0\x64\0\0\0\0" + body[11:12])
        elif not (0xE0 <= marker <= 0xEF or marker == 0xFE):
            kept += segment(marker, body)
            if marker == 0xDA:
                end = re.compile(rb"\xff+[^\x00\xff\xd0-\xd7]", re.S).search(data, at).start()
                kept += re.sub(rb"\xff+([\x00\xd0-\xd7])", lambda m: b"\xff" + m[1], data[at:end])
                at = end


# MARK: PNG

SIGNATURE = b"\x89PNG\r\n\x1a\n"
def chunk(name, data): return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
def header(width=3, height=2, depth=8, colour=2): return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))


def pixels(rows): return zlib.compress(b"".join(b"\0" + row for row in rows), 9)


RGB = pixels([bytes(range(9)), bytes(range(90, 99))])
END = chunk(b"IEND", b"")


def clean_png(data):
    at, parts = 8, []
    while not parts or parts[-1][0] != b"IEND":
        length = struct.unpack_from(">I", data, at)[0]
        parts.append((data[at + 4:at + 8], data[at + 8:at + 8 + length]))
        at += 12 + length
    exif = [orientation_of(body) for name, body in parts if name == b"eXIf"][:1]
    indexed, out = parts[0][1][9] == 3, SIGNATURE
    out += b"".join(chunk(n, b) for n, b in parts if n in (b"IHDR", b"tRNS") or n == b"PLTE" and indexed)
    out += chunk(b"eXIf", tiff(exif[0])) if exif and exif[0] else b""
    return out + b"".join(chunk(n, b) for n, b in parts if n in (b"IDAT", b"IEND"))


# MARK: PDF

PDF = (b"%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
       b"3 0 obj\n<</Author(Eve)/Producer(Office)>>\nendobj\nxref\n0 1\n0000000000 65535 f \n"
       b"trailer\n<</Root 1 0 R/Info 3 0 R/Size 4>>\nstartxref\n152\n%%EOF\n")


def clean_pdf(data):
    last = list(re.finditer(rb"startxref\s+\d+\s+%%EOF(\r\n|\n|\r)?", data))[-1]
    return data[:last.end()]


# MARK: The files

def good():
    after = BASELINE[20:]
    bare = b"\xff\xd8" + after
    icc = segment(0xE2, b"ICC_PROFILE\0\1\1" + b"a profile of a screen in Vienna")
    xmp = segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>GPS</x:xmpmeta>")
    iptc = segment(0xED, b"Photoshop 3.0\x008BIM byline Eve")
    yield "jpeg-plain", "jpeg", BASELINE
    yield "jpeg-progressive", "jpeg", PROGRESSIVE
    for order in (b"II", b"MM"):
        yield f"jpeg-gps-orientation-6-{order.decode()}", "jpeg", (
            b"\xff\xd8" + app1(camera_exif(order, 6)) + xmp + icc + iptc + segment(0xFE, b"a comment") + after)
    yield "jpeg-upright", "jpeg", b"\xff\xd8" + app1(camera_exif(b"II", 1)) + after
    yield "jpeg-orientation-9", "jpeg", b"\xff\xd8" + app1(camera_exif(b"II", 9)) + after
    yield "jpeg-exif-twice", "jpeg", b"\xff\xd8" + app1(camera_exif(b"MM", 3)) + app1(camera_exif(b"MM", 8)) + after
    yield "jpeg-exif-broken", "jpeg", b"\xff\xd8" + app1(b"II*\0\xff\xff\xff\xff") + after
    yield "jpeg-exif-endless-directory", "jpeg", b"\xff\xd8" + app1(b"MM\0*\0\0\0\x08\xff\xff") + after
    yield "jpeg-thumbnail-in-jfif", "jpeg", b"\xff\xd8" + segment(0xE0, b"JFIF\0\1\2\1\0\x48\0\x48\1\1\x10\x20\x30") + after
    yield "jpeg-adobe", "jpeg", b"\xff\xd8" + segment(0xEE, b"Adobe\0\x65\x80\0\0\0\1") + after
    yield "jpeg-fill-bytes", "jpeg", bare.replace(b"\xff\xdb", b"\xff\xff\xff\xdb").replace(b"\xff\xd9", b"\xff\xff\xd9")
    yield "jpeg-restarts", "jpeg", bare[:-2] + b"\xff\xd0\xff\xff\xd1\x12\xff\x00\x34\xff\xd9"
    yield "jpeg-comment-between-scans", "jpeg", PROGRESSIVE.replace(
        b"\xff\xda", segment(0xFE, b"between") + b"\xff\xda", 3)
    yield "jpeg-zip-behind", "jpeg", BASELINE + b"PK\x03\x04 a whole archive PK\x05\x06" + bytes(18)
    yield "jpeg-second-picture-behind", "jpeg", BASELINE + BASELINE
    yield "jpeg-pdf-in-comment", "jpeg", b"\xff\xd8" + segment(0xFE, PDF) + after
    yield "png-plain", "png", SIGNATURE + header() + chunk(b"IDAT", RGB) + END
    yield "png-everything", "png", (
        SIGNATURE + header() + chunk(b"gAMA", struct.pack(">I", 45455)) + chunk(b"iCCP", b"Eve\0\0" + zlib.compress(b"profile"))
        + chunk(b"pHYs", struct.pack(">IIB", 2835, 2835, 1)) + chunk(b"tEXt", b"Author\0Eve")
        + chunk(b"zTXt", b"Comment\0\0" + zlib.compress(b"hidden")) + chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0<x/>")
        + chunk(b"tIME", struct.pack(">HBBBBB", 2026, 11, 22, 9, 40, 0)) + chunk(b"eXIf", camera_exif(b"MM", 8))
        + chunk(b"prVt", b"anything") + chunk(b"IDAT", RGB[:9]) + chunk(b"IDAT", RGB[9:]) + chunk(b"tEXt", b"Late\0yes") + END)
    yield "png-exif-behind-pixels", "png", (
        SIGNATURE + header() + chunk(b"IDAT", RGB) + chunk(b"eXIf", camera_exif(b"II", 6)) + END)
    yield "png-palette", "png", (
        SIGNATURE + header(2, 1, 8, 3) + chunk(b"PLTE", b"\1\2\3\4\5\6") + chunk(b"tRNS", b"\x7f")
        + chunk(b"IDAT", pixels([b"\0\1"])) + END)
    yield "png-suggested-palette", "png", SIGNATURE + header() + chunk(b"PLTE", bytes(300)) + chunk(b"IDAT", RGB) + END
    yield "png-animated", "png", (
        SIGNATURE + header() + chunk(b"acTL", struct.pack(">II", 2, 0)) + chunk(b"fcTL", bytes(26)) + chunk(b"IDAT", RGB)
        + chunk(b"fcTL", bytes(26)) + chunk(b"fdAT", b"\0\0\0\1" + RGB) + END)
    yield "png-cropped-rest-behind", "png", SIGNATURE + header() + chunk(b"IDAT", RGB) + END + chunk(b"IDAT", RGB) + END
    yield "pdf-plain", "pdf", PDF
    yield "pdf-changed-since", "pdf", PDF + b"4 0 obj\n(more)\nendobj\nstartxref\n300\r\n%%EOF"
    yield "pdf-zip-behind", "pdf", PDF + b"PK\x03\x04 archive with %%EOF in it"
    yield "pdf-within", "pdf", PDF[:-len(b"startxref\n152\n%%EOF\n")] + b"stream\n" + PDF + b"endstream\nstartxref\n9\n%%EOF\r\n more"


def bad():
    after, scan = BASELINE[20:], BASELINE.index(b"\xff\xda")
    frame = BASELINE.index(b"\xff\xc0")
    def framed(height, width): return BASELINE[:frame + 5] + struct.pack(">HH", height, width) + BASELINE[frame + 9:]
    yield "empty", b""
    yield "text", b"<!doctype html><script>alert(1)</script>"
    yield "svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"
    yield "gif", b"GIF89a" + bytes(20)
    yield "heic", b"\0\0\0\x18ftypheic" + bytes(20)
    yield "jpeg-two-bytes", b"\xff\xd8"
    yield "jpeg-three-bytes", b"\xff\xd8\xff"
    yield "jpeg-no-pixels", b"\xff\xd8\xff\xd9"
    yield "jpeg-cut-in-head", BASELINE[:100]
    yield "jpeg-cut-in-scan", BASELINE[:-10]
    yield "jpeg-no-end", BASELINE[:-2]
    yield "jpeg-length-lies", b"\xff\xd8\xff\xe1\xff\xffExif\0\0" + after
    yield "jpeg-length-zero", b"\xff\xd8\xff\xe1\x00\x00" + after
    yield "jpeg-length-one", b"\xff\xd8\xff\xfe\x00\x01" + after
    yield "jpeg-bytes-between", b"\xff\xd8" + segment(0xFE, b"x") + b"free" + after
    yield "jpeg-start-twice", b"\xff\xd8\xff\xd8" + after
    yield "jpeg-scan-before-frame", b"\xff\xd8" + BASELINE[scan:]
    yield "jpeg-frame-twice", BASELINE[:scan] + BASELINE[frame:]
    yield "jpeg-no-height", framed(0, 8)
    yield "jpeg-too-many-pixels", framed(65535, 65535)
    yield "jpeg-arithmetic", BASELINE[:frame] + b"\xff\xc9" + BASELINE[frame + 2:]
    yield "jpeg-table-with-room", b"\xff\xd8" + segment(0xDB, bytes(65) + b"hidden in a table") + after
    yield "jpeg-huffman-with-room", b"\xff\xd8" + segment(0xC4, bytes(17) + b"hidden") + after
    yield "jpeg-too-many-scans", PROGRESSIVE[:-2] + PROGRESSIVE[PROGRESSIVE.rindex(b"\xff\xda"):-2] * 100 + b"\xff\xd9"
    yield "png-signature-alone", SIGNATURE
    yield "png-line-ends-changed", b"\x89PNG\n\x1a\n" + header() + chunk(b"IDAT", RGB) + END
    yield "png-no-end", SIGNATURE + header() + chunk(b"IDAT", RGB)
    yield "png-no-pixels", SIGNATURE + header() + END
    yield "png-chunk-of-4-gib", SIGNATURE + header() + b"\xff\xff\xff\xffIDAT" + RGB + END
    yield "png-chunk-of-2-gib", SIGNATURE + header() + b"\x7f\xff\xff\xffIDAT" + RGB + END
    yield "png-checksum", SIGNATURE + header() + chunk(b"IDAT", RGB)[:-1] + b"\0" + END
    yield "png-checksum-of-text", SIGNATURE + header() + chunk(b"tEXt", b"a\0b")[:-1] + b"?" + chunk(b"IDAT", RGB) + END
    yield "png-header-late", SIGNATURE + chunk(b"tEXt", b"a\0b") + header() + chunk(b"IDAT", RGB) + END
    yield "png-header-twice", SIGNATURE + header() + header() + chunk(b"IDAT", RGB) + END
    yield "png-header-of-nothing", SIGNATURE + header(0, 2) + chunk(b"IDAT", RGB) + END
    yield "png-too-many-pixels", SIGNATURE + header(1 << 30, 1 << 30) + chunk(b"IDAT", RGB) + END
    yield "png-depth", SIGNATURE + header(3, 2, 4, 2) + chunk(b"IDAT", RGB) + END
    yield "png-pixels-apart", SIGNATURE + header() + chunk(b"IDAT", RGB[:9]) + chunk(b"tEXt", b"a\0b") + chunk(b"IDAT", RGB[9:]) + END
    yield "png-palette-missing", SIGNATURE + header(2, 1, 8, 3) + chunk(b"IDAT", pixels([b"\0\1"])) + END
    yield "png-palette-of-4-bytes", SIGNATURE + header(2, 1, 8, 3) + chunk(b"PLTE", b"abcd") + chunk(b"IDAT", pixels([b"\0\1"])) + END
    yield "png-critical-unknown", SIGNATURE + header() + chunk(b"CgBI", b"abcd") + chunk(b"IDAT", RGB) + END
    yield "png-end-with-content", SIGNATURE + header() + chunk(b"IDAT", RGB) + chunk(b"IEND", b"more")
    yield "pdf-behind-1000-bytes", b" " * 1000 + PDF
    yield "pdf-no-version", PDF.replace(b"%PDF-1.7", b"%PDF-ab.")
    yield "pdf-no-end", PDF[:-6]
    yield "pdf-end-without-offset", b"%PDF-1.4\n(nothing)\n%%EOF\n"


def make():
    clean = {"jpeg": clean_jpeg, "png": clean_png, "pdf": clean_pdf}
    def b64(data): return base64.b64encode(data).decode()
    made = {"good": [{"name": n, "sort": s, "given": b64(d), "cleaned": b64(clean[s](d))} for n, s, d in good()],
            "bad": [{"name": n, "given": b64(d)} for n, d in bad()]}
    for case in made["good"]:
        # What is clean stays as it is.
        assert b64(clean[case["sort"]](base64.b64decode(case["cleaned"]))) == case["cleaned"], case["name"]
    return made
