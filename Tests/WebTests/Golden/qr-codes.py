"""QR codes of another program (PyPI: qrcode 8.2), for LabelTests: python3 qr-codes.py > qr-codes.txt"""

import hashlib

import qrcode

print("# text, mask, version, SHA-256 of the rows (0 light, 1 dark), parted by tabs; made by qr-codes.py with PyPI's qrcode")
texts = ["M-1", "https://ca.example.org/registers/media/M-12", "Zwölf Schränke é"]
# The first and the last text of each version.
texts += ["x" * count for low, high in zip([1, 15, 27, 43, 63, 85, 107, 123, 153, 181], [14, 26, 42, 62, 84, 106, 122, 152, 180, 213]) for count in (low, high)]
for text in texts:
    for mask in range(8):
        code = qrcode.QRCode(error_correction=qrcode.constants.ERROR_CORRECT_M, border=0, mask_pattern=mask)
        code.add_data(qrcode.util.QRData(text.encode(), mode=qrcode.util.MODE_8BIT_BYTE))
        code.make(fit=True)
        rows = "\n".join("".join(str(int(bool(module))) for module in row) for row in code.modules)
        print(text, mask, code.version, hashlib.sha256(rows.encode()).hexdigest(), sep="\t")
