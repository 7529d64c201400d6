"""An independent reader and writer of encrypted backups, for tests alone: Python's standard library and `cryptography`.

    encrypted-backup.py read <folder>    JSON: SHA-256 and length of each file before encryption; the password comes on stdin
    encrypted-backup.py write <folder>   a small backup from the constants below; JSON: its password, and what each file holds
    encrypted-backup.py fixture          the same as one JSON document: tests/fixtures/encrypted-by-python.json was made so
    encrypted-backup.py vector           JSON: whether the test vector that pyiosbackup publishes comes out here too

Nothing here was taken from Bridle's own code. The format: Bedrune and Sigwald, "iPhone data protection in depth", HITB 2011;
RFC 3394 (key wrap), RFC 8018 (PBKDF2), RFC 5652 6.3 (padding).
"""

import base64
import hashlib
import json
import os
import plistlib
import sqlite3
import struct
import sys
import tempfile
from pathlib import Path

from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.keywrap import InvalidUnwrap, aes_key_unwrap, aes_key_wrap

WRAPPED_BY_PASSWORD = 2
ZERO_IV = bytes(16)
SMALLEST_PAGE = 512  # of SQLite


# ---- reading


def blocks(bag):
    """Tag and value; the bag ends where fewer than eight bytes are left."""
    at = 0
    while at + 8 <= len(bag):
        tag, length = struct.unpack_from(">4sI", bag, at)
        if at + 8 + length > len(bag):
            raise ValueError(f"{tag!r} ends beyond the bag")
        yield tag.decode("ascii"), bag[at + 8 : at + 8 + length]
        at += 8 + length


def parse_bag(bag):
    """The header's attributes, and one dictionary for each class key."""
    header, keys = {}, []
    for tag, value in blocks(bag):
        if tag == "UUID" and "UUID" in header:
            keys.append({})
        target = keys[-1] if keys else header
        target.setdefault(tag, value)
    return header, keys


def number(value):
    return struct.unpack(">I", value)[0]


def password_key(header, password):
    key = password.encode("utf-8")
    if "DPSL" in header and "DPIC" in header:
        key = hashlib.pbkdf2_hmac("sha256", key, header["DPSL"], number(header["DPIC"]), 32)
    return hashlib.pbkdf2_hmac("sha1", key, header["SALT"], number(header["ITER"]), 32)


def unlock(bag, password):
    header, keys = parse_bag(bag)
    wrapping = password_key(header, password)
    return {
        number(key["CLAS"]): aes_key_unwrap(wrapping, key["WPKY"])
        for key in keys
        if "WPKY" in key and number(key["WRAP"]) & WRAPPED_BY_PASSWORD
    }


def unwrap(class_keys, wrapped):
    return aes_key_unwrap(class_keys[struct.unpack("<I", wrapped[:4])[0]], wrapped[4:])


def decrypt(key, content):
    decryptor = Cipher(algorithms.AES(key), modes.CBC(ZERO_IV)).decryptor()
    return decryptor.update(content) + decryptor.finalize()


def unpad(content):
    unpadder = padding.PKCS7(128).unpadder()
    return unpadder.update(content) + unpadder.finalize()


def catalogue_rows(database):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "Manifest.db")
        Path(path).write_bytes(database)
        connection = sqlite3.connect(path)
        rows = connection.execute("SELECT fileID, domain, relativePath, file FROM Files WHERE flags = 1").fetchall()
        connection.close()
        return rows


def encryption_key(blob):
    archive = plistlib.loads(blob)
    objects = archive["$objects"]
    root = objects[archive["$top"]["root"].data]
    return objects[root["EncryptionKey"].data]["NS.data"] if "EncryptionKey" in root else None


def read(folder, password):
    manifest = plistlib.loads((folder / "Manifest.plist").read_bytes())
    class_keys = unlock(manifest["BackupKeyBag"], password)
    database = (folder / "Manifest.db").read_bytes()
    if "ManifestKey" in manifest:
        database = decrypt(unwrap(class_keys, manifest["ManifestKey"]), database)
        if len(database) % SMALLEST_PAGE:
            database = unpad(database)
    files, clear = {"Manifest.db": described(database)}, 0
    for file_id, domain, path, blob in catalogue_rows(database):
        stored = (folder / file_id[:2] / file_id).read_bytes()
        wrapped = encryption_key(blob)
        clear += wrapped is None
        files[f"{file_id[:2]}/{file_id}"] = described(stored if wrapped is None else unpad(decrypt(unwrap(class_keys, wrapped), stored)))
    return {"files": files, "clear": clear, "hasManifestKey": "ManifestKey" in manifest}


def described(content):
    return {"sha256": hashlib.sha256(content).hexdigest(), "length": len(content)}


# ---- writing: every key is a hash of its name, so that the fixture can be made again byte for byte

PASSWORD = "Grüße aus Köln"
FIRST_ROUNDS, SECOND_ROUNDS = 40, 20
BACKUP_DATE = 1_746_735_425
FILES = [
    ("HomeDomain", "Library/Notes/empty.txt", 3, b""),
    ("HomeDomain", "Library/Notes/sixteen.txt", 3, b"sixteen bytes ok"),
    ("HomeDomain", "Library/Notes/short.txt", 4, "fünf".encode()),
    ("CameraRollDomain", "Media/DCIM/100APPLE/IMG_0001.JPG", 1, bytes(range(256)) * 9 + b"end"),
    ("MediaDomain", "Media/clear.txt", None, b"stored as it is\n"),
]


def secret(name, length=32):
    return hashlib.shake_256(b"bridle fixture: " + name.encode()).digest(length)


def encrypt(key, content):
    padder = padding.PKCS7(128).padder()
    content = padder.update(content) + padder.finalize()
    encryptor = Cipher(algorithms.AES(key), modes.CBC(ZERO_IV)).encryptor()
    return encryptor.update(content) + encryptor.finalize()


def block(tag, value):
    value = struct.pack(">I", value) if isinstance(value, int) else value
    return tag.encode("ascii") + struct.pack(">I", len(value)) + value


def written_bag(class_keys):
    header = {"DPSL": secret("DPSL", 20), "DPIC": struct.pack(">I", FIRST_ROUNDS), "SALT": secret("SALT", 20), "ITER": struct.pack(">I", SECOND_ROUNDS)}
    wrapping = password_key(header, PASSWORD)
    parts = [block("VERS", 4), block("TYPE", 1), block("UUID", secret("bag", 16)), block("HMCK", secret("HMCK", 40)), block("WRAP", 1)]
    parts += [block("SALT", header["SALT"]), block("ITER", SECOND_ROUNDS)]
    parts += [block("DPWT", 1), block("DPIC", FIRST_ROUNDS), block("DPSL", header["DPSL"])]
    for number_, key in class_keys.items():
        parts += [block("UUID", secret(f"class {number_}", 16)), block("CLAS", number_), block("WRAP", 2), block("KTYP", 0)]
        parts.append(block("WPKY", aes_key_wrap(wrapping, key)))
    return b"".join(parts)


def wrapped(class_keys, number_, key):
    return struct.pack("<I", number_) + aes_key_wrap(class_keys[number_], key)


def mb_file(path, content, class_, inode, wrapped_key):
    objects = ["$null", None, path, {"$classname": "MBFile", "$classes": ["MBFile", "NSObject"]}]
    uid = plistlib.UID
    root = {"$class": uid(3), "RelativePath": uid(2), "Size": len(content), "Mode": 0o100644, "UserID": 501, "GroupID": 501}
    root |= {"InodeNumber": inode, "Flags": 0, "ProtectionClass": class_ or 0}
    root |= {"Birth": BACKUP_DATE - 900, "LastModified": BACKUP_DATE - 600, "LastStatusChange": BACKUP_DATE - 300}
    if wrapped_key is not None:
        root["EncryptionKey"] = uid(4)
        objects += [{"NS.data": wrapped_key, "$class": uid(5)}, {"$classname": "NSMutableData", "$classes": ["NSMutableData", "NSData", "NSObject"]}]
    objects[1] = root
    archive = {"$version": 100000, "$archiver": "NSKeyedArchiver", "$top": {"root": uid(1)}, "$objects": objects}
    return plistlib.dumps(archive, fmt=plistlib.FMT_BINARY)


def database_of(statements):
    """A database file, its change counter as SQLite wrote it."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "database")
        connection = sqlite3.connect(path)
        connection.execute("PRAGMA page_size = 1024")
        for statement, *values in statements:
            connection.execute(statement, values)
        connection.commit()
        connection.close()
        return Path(path).read_bytes()


def messages():
    return database_of(
        [
            ("CREATE TABLE message (ROWID INTEGER PRIMARY KEY, text TEXT, date INTEGER)",),
            ("INSERT INTO message VALUES (1, 'Written by Python', 700000000000000000)",),
            ("INSERT INTO message VALUES (2, 'https://free247downloads.com/x', 700000060000000000)",),
        ]
    )


def write(folder):
    class_keys = {number_: secret(f"key of class {number_}") for number_ in range(1, 12)}
    files = [*FILES, ("HomeDomain", "Library/SMS/sms.db", 3, messages())]
    rows, written = [], {}
    for inode, (domain, path, class_, content) in enumerate(files, start=1000):
        file_id = hashlib.sha1(f"{domain}-{path}".encode()).hexdigest()
        key = secret(f"file {domain}-{path}")
        wrapped_key = None if class_ is None else wrapped(class_keys, class_, key)
        rows.append((file_id, domain, path, mb_file(path, content, class_, inode, wrapped_key)))
        put(folder / file_id[:2] / file_id, content if class_ is None else encrypt(key, content))
        written[f"{file_id[:2]}/{file_id}"] = {**described(content), "domain": domain, "path": path}
    schema = [
        ("CREATE TABLE Files (fileID TEXT PRIMARY KEY, domain TEXT, relativePath TEXT, flags INTEGER, file BLOB)",),
        ("CREATE TABLE Properties (key TEXT PRIMARY KEY, value BLOB)",),
    ]
    manifest_key = secret("Manifest.db")
    catalogue = database_of(schema + [("INSERT INTO Files VALUES (?, ?, ?, 1, ?)", *row) for row in rows])
    put(folder / "Manifest.db", encrypt(manifest_key, catalogue))
    put(folder / "Manifest.plist", manifest_plist(class_keys, manifest_key))
    put(folder / "Info.plist", plistlib.dumps({**DEVICE, "BridleDemo": True}))
    put(folder / "Status.plist", plistlib.dumps({"Version": "3.3", "IsFullBackup": True, "SnapshotState": "finished"}, fmt=plistlib.FMT_BINARY))
    return {"password": PASSWORD, "files": written}


DEVICE = {
    "Device Name": "DEMO written by Python",
    "Product Type": "iPhone14,5",
    "Product Version": "18.4.1",
    "Build Version": "22E252",
    "Serial Number": "DEMO00000001",
    "Unique Identifier": "00008110-0000000000000001",
    "Target Identifier": "00008110-0000000000000001",
}


def manifest_plist(class_keys, manifest_key):
    manifest = {
        "BridleDemo": True,
        "IsEncrypted": True,
        "WasPasscodeSet": True,
        "Version": "10.0",
        "BackupKeyBag": written_bag(class_keys),
        "ManifestKey": wrapped(class_keys, 4, manifest_key),
        "Lockdown": {
            "DeviceName": DEVICE["Device Name"],
            "ProductType": DEVICE["Product Type"],
            "ProductVersion": DEVICE["Product Version"],
            "BuildVersion": DEVICE["Build Version"],
            "UniqueDeviceID": DEVICE["Unique Identifier"],
        },
        "Applications": {},
    }
    return plistlib.dumps(manifest, fmt=plistlib.FMT_BINARY)


def fixture():
    with tempfile.TemporaryDirectory() as folder:
        written = write(Path(folder))
        stored = sorted(path for path in Path(folder).rglob("*") if path.is_file())
        bytes_of = {str(path.relative_to(folder)): base64.b64encode(path.read_bytes()).decode("ascii") for path in stored}
        return {**written, "stored": bytes_of}


# ---- https://github.com/matan1008/pyiosbackup, tests/test_keybag.py: all salts and class keys are zeros


def vector():
    zeros = bytes(20)
    header = {"DPSL": zeros, "DPIC": struct.pack(">I", 10_000_000), "SALT": zeros, "ITER": struct.pack(">I", 10_000)}
    wrapping = password_key(header, "0000")
    file_key = bytes.fromhex("0200000097317494343807e690fd1e431413963dc0e3deb4907fb89fa36ce65126d0ea1301381fb3a2941e2f")
    key = unwrap({2: bytes(32)}, file_key)
    return {
        "passwordKey": wrapping.hex(),
        "wrappedZeros": aes_key_wrap(wrapping, bytes(32)).hex(),
        "content": unpad(decrypt(key, bytes.fromhex("78b51ca5374c3ad575174288688cda49"))).decode("ascii"),
    }


def put(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    command, *rest = sys.argv[1:]
    if command == "read":
        try:
            result = read(Path(rest[0]), sys.stdin.read())
        except InvalidUnwrap:
            result = {"error": "wrong password"}
    elif command == "write":
        result = write(Path(rest[0]))
    elif command == "fixture":
        result = fixture()
    elif command == "vector":
        result = vector()
    else:
        raise SystemExit(f"no command {command}")
    print(json.dumps(result, indent=1))
