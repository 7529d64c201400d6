import { expect, test } from "vitest";
import { faultsOf, read, recordsOf } from "../../testing/index.ts";
import netstat from "./netstat.ts";

const PATH = "bridle:/dumpstate/NETSTAT";
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const LIST = `Active Internet connections (established)
Proto Recv-Q Send-Q Local Address                                 Foreign Address                               State
tcp        0      0 10.0.0.2:43210                                192.0.2.7:443                                 ESTABLISHED
tcp6       0      0 ::ffff:10.0.0.2:43211                         ::ffff:192.0.2.8:5228                         ESTABLISHED
tcp6       0      0 2001:db8::2:43212                             2001:db8:5::1:443                             TIME_WAIT
tcp        0      0 127.0.0.1:5037                                0.0.0.0:*                                     LISTEN
udp        0      0 10.0.0.2:68                                   10.0.0.1:67                                   ESTABLISHED
Active UNIX domain sockets (w/o servers)
Proto RefCnt Flags       Type       State           I-Node Path
unix  2      [ ]         DGRAM                       13451 /dev/socket/x
`;

test("tells each connection and the address at its other end", async () => {
  const records = await recordsOf(netstat, PATH, bytes(LIST));
  expect(records).toHaveLength(5);
  expect(records[0]).toEqual({
    protocol: "tcp",
    localAddress: "10.0.0.2",
    localPort: 43210,
    remoteAddress: "192.0.2.7",
    remotePort: 443,
    connectionState: "ESTABLISHED",
  });
  expect(records[3]).toEqual({ protocol: "tcp", localAddress: "127.0.0.1", localPort: 5037, connectionState: "LISTEN" });
  expect(records.flatMap((record) => netstat.observables!(record))).toEqual([
    { type: "ipv4-addr:value", role: "contacted", value: "192.0.2.7", circumstances: ["unknown-program"] },
    { type: "ipv4-addr:value", role: "contacted", value: "192.0.2.8", circumstances: ["unknown-program"] },
    { type: "ipv6-addr:value", role: "contacted", value: "2001:db8:5::1", circumstances: ["unknown-program"] },
    { type: "ipv4-addr:value", role: "contacted", value: "10.0.0.1", circumstances: ["unknown-program"] },
  ]);
});

test("a damaged line costs itself", async () => {
  const { records, problems } = await read(netstat, { [PATH]: bytes("tcp 0 0 x y\ntcp 0 0 10.0.0.2:1 192.0.2.7:443 ESTABLISHED\n") });
  expect(records).toHaveLength(1);
  expect(problems).toHaveLength(1);
  expect(await faultsOf(netstat, PATH, bytes(LIST))).toEqual([]);
});
