#!/usr/bin/env python3
"""Makes Sources/Demo/Chapter2PhysicalSecurity/DiskPhoto.jpg, the photo in the demonstration: a dead disk on a bench, as a phone
would hand it over, lying on its side with orientation 6 and an invented position, which the cleaner takes out (needs pillow)."""
import random
import sys

from PIL import Image, ImageDraw, ImageFilter

random.seed(7)
W, H = 480, 640
photo = Image.new("RGB", (W, H), (96, 84, 70))
d = ImageDraw.Draw(photo)
for y in range(0, H, 3):  # the bench
    shade = random.randint(-7, 7)
    d.line([(0, y), (W, y)], fill=(104 + shade, 88 + shade, 70 + shade), width=3)
d.rounded_rectangle([78, 96, 412, 570], 16, fill=(48, 42, 36))  # shadow
d.rounded_rectangle([66, 82, 402, 556], 16, fill=(166, 170, 174), outline=(120, 124, 128), width=3)
for x, y in [(88, 104), (380, 104), (88, 534), (380, 534), (88, 320), (380, 320)]:
    d.ellipse([x - 9, y - 9, x + 9, y + 9], fill=(118, 121, 125), outline=(86, 88, 90))
    d.line([(x - 5, y), (x + 5, y)], fill=(60, 60, 62), width=2)
d.ellipse([120, 250, 350, 480], fill=(184, 187, 190), outline=(140, 143, 146), width=2)  # the platter's cover
d.ellipse([214, 344, 256, 386], fill=(128, 131, 134), outline=(98, 100, 102), width=2)
d.rectangle([108, 126, 360, 234], fill=(238, 236, 228), outline=(200, 198, 190))  # the label
d.text((122, 136), "CA-102", fill=(24, 24, 24), font_size=34)
d.text((122, 178), "DISK  500 GB   7200 rpm", fill=(60, 60, 60), font_size=15)
for x in range(122, 340, 4):
    d.line([(x, 204), (x, 226)], fill=(30, 30, 30), width=random.choice([1, 1, 2, 3]))
for _ in range(5):  # where the crusher bent it
    x, y = random.randint(150, 320), random.randint(260, 470)
    d.line([(x, y), (x + random.randint(-60, 60), y + random.randint(-50, 50))], fill=(92, 94, 97), width=3)
d.ellipse([276, 404, 316, 444], fill=(30, 30, 32), outline=(70, 71, 73), width=4)
photo = photo.filter(ImageFilter.GaussianBlur(0.8)).rotate(90, expand=True)  # the phone was held upright
exif = Image.Exif()
exif[0x010F], exif[0x0110], exif[0x0112], exif[0x0132] = "Phone of p14", "Invented 3", 6, "2026:11:27 08:12:00"
gps = exif.get_ifd(0x8825)
gps[1], gps[2], gps[3], gps[4] = "N", (48.0, 12.0, 30.0), "E", (16.0, 22.0, 5.0)
photo.save(sys.argv[1], "JPEG", quality=42, optimize=True, exif=exif)
