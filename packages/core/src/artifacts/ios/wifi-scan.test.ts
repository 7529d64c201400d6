import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import wifiScan from "./wifi-scan.ts";

const PATH = "bridle:/sysdiagnose/WiFi/wifi_scan.txt";
// The lines that the tests of EC-DIGIT's parser quote.
const SCAN = `total=13, 6GHz(PSC)=0, 5GHz(Active)=2, hidden=1
'FIRSTCONWIFI' (4649525354434f4e57494649), bssid=<redacted>, channel=[11 (flags=0xA, 2GHz, 20MHz)], cc=FR, rssi=-31, age=0ms
(null) - ssid=(null), shortSSID=0, bssid=12:34:56:78:90:ab, security=wpa2-personal, channel=[5g36/80 (0x410)], cc=BE, rssi=-66
'FIRSTCONWIFI' <46495253 54434f4e 57494649>, bssid=12:34:56:78:90:ab, channel=[6 (20 MHz, Active)], rssi=-62
bssid=aa:bb:cc:dd:ee:01, security=wpa2-personal, channel=2g11/20, phy=n, rssi=-81, age=2069ms (244355645)
a, - ssid=b - ssid=C3A9, bssid=<redacted>, security=open, channel=[1]
`;
const bytesOf = (text: string) => new TextEncoder().encode(text);

test("names the networks of each form, and leaves addresses of stations unread", async () => {
  const records = await recordsOf(wifiScan, PATH, bytesOf(SCAN));
  expect(records.slice(0, 4)).toEqual([
    { network: "FIRSTCONWIFI" },
    { security: "wpa2-personal" },
    { network: "FIRSTCONWIFI" },
    { security: "wpa2-personal" },
  ]);
  expect(JSON.stringify(records)).not.toMatch(/12:34:56|aa:bb/);
});

test("counts lines that are no station", async () => {
  const { records, problems } = await read(wifiScan, { [PATH]: bytesOf("Wi-Fi is off\n<HIDDEN>, rssi=-3, channel=1\n") });
  expect(records).toEqual([{}]);
  expect(problems).toMatchObject([{ reason: "rows-skipped" }]);
});

test("ends every damaged copy, and lines of great length, with records or a FormatError", async () => {
  expect(await faultsOf(wifiScan, PATH, bytesOf(SCAN))).toEqual([]);
  const { records } = await read(wifiScan, { [PATH]: bytesOf(`${"' - ssid=".repeat(20_000)}\n${SCAN}`) });
  expect(records.length).toBeGreaterThanOrEqual(5);
});
