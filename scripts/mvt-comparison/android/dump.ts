/**
 * The texts of the compared phone's bug report, each with its traces in it, in forms that MVT reads: what MVT cannot read is asked of it
 * one by one, in the group "beyond". By AOSP's dump functions (references of the artifacts).
 */
const DASHES = "-".repeat(79);
const ENDED = "2026-10-05 11:00:00";
const section = (name: string, body: string): string =>
  `${DASHES}\nDUMP OF SERVICE ${name}:\n${body}--------- 0.030s was the duration of dumpsys ${name}, ending at: ${ENDED}\n`;
const command = (title: string, run: string, body: string): string =>
  `------ ${title} (${run}) ------\n${body}------ 0.021s was the duration of '${title}' ------\n\n`;

const BANNER = `========================================================
== dumpstate: ${ENDED}
========================================================

Build: AP2A.240705.005
Build fingerprint: 'google/panther/panther:14/AP2A.240705.005/DEMO:user/release-keys'
Android SDK version: 34

`;

export const ABOUT_PHONE = `[persist.sys.timezone]: [Europe/Belgrade]
[ro.build.version.security_patch]: [2024-07-05]
[ro.product.model]: [Pixel 7]
[ro.bridle.demo]: [1]
`;

const ACCESSIBILITY = `User state[
     attributes:{id=0, touchExplorationEnabled=false, installedServiceCount=2}
     Bound services:{}
     Enabled services:{{com.example.demo.accessibility/.Eyes}, {com.example.demo.watcher/.Eyes}}
     Binding services:{}
     Crashed services:{}
]
`;

interface App {
  readonly id: string;
  readonly uid: number;
  readonly installer?: string;
}

const app = ({ id, uid, installer = "com.android.vending" }: App): string => `  Package [${id}] (${uid.toString(16)}):
    appId=${uid}
    pkg=Package{${uid.toString(16)} ${id}}
    codePath=/data/app/~~DEMO==/${id}-DEMO==
    versionCode=7 minSdk=26 targetSdk=34
    versionName=1.0
    flags=[ HAS_CODE ALLOW_CLEAR_USER_DATA ]
    timeStamp=2026-10-02 09:00:00
    lastUpdateTime=2026-10-03 10:20:30
    installerPackageName=${installer}
    signatures=PackageSignatures{ab12 version:3, signatures:[d7a${uid.toString(16)}], past signatures:[]}
    pkgFlags=[ HAS_CODE ALLOW_CLEAR_USER_DATA ]
    install permissions:
      android.permission.INTERNET: granted=true
    User 0: ceDataInode=1 installed=true hidden=false suspended=false stopped=false notLaunched=false enabled=0 instant=false
      firstInstallTime=2026-10-01 08:00:00
`;

const APPS: readonly App[] = [
  { id: "com.example.demo.package", uid: 10_201 },
  { id: "com.example.demo.watcher", uid: 10_202, installer: "com.android.packageinstaller" },
  { id: "com.topjohnwu.magisk", uid: 10_203, installer: "null" },
  { id: "com.example.demo.asks", uid: 10_206, installer: "com.android.packageinstaller" },
];

const PACKAGE = `Activity Resolver Table:
  Non-Data Actions:
      android.intent.action.VIEW:
        1a2b3c com.example.demo.activity/.Main

Receiver Resolver Table:
  Non-Data Actions:
      android.intent.action.BOOT_COMPLETED:
        77aabb com.example.demo.receiver/.Boot

Service Resolver Table:
  Non-Data Actions:
      android.net.VpnService:
        88aabb com.example.demo.service/.Tunnel

Packages:
${APPS.map(app).join("")}
Hidden system packages:
${app({ id: "com.example.demo.hidden", uid: 10_204 })}
Active install sessions:

Historical install sessions:
  Session 900000001:
    userId=0 mOriginalInstallerUid=2000 installerPackageName=null installInitiatingPackageName=com.android.shell${" "}
    mInstallerUid=2000 createdMillis=1790935200000 committedMillis=1790935219000 stageDir=/data/app/vmdl9.tmp${" "}
    mode=1 installFlags=0x400070 appPackageName=com.example.demo.session originatingUri=null originatingUid=-1${" "}
    mFinalStatus=1 mFinalMessage=Session installed${" "}

`;

const APPOPS = `Current AppOps Service state:
  Uid 0:
    state=cch
    Package root:
      WAKE_LOCK (allow): 

  Uid u0a201:
    state=cch
    Package com.example.demo.appops:
      RECORD_AUDIO (allow): 
        null=[
          Access: [bg-s] 2026-10-04 02:10:22.313 (-1d) duration=+10m2s
        ]
    Package com.example.demo.asks:
      REQUEST_INSTALL_PACKAGES (allow): 
        null=[
          Access: [top-s] 2026-10-04 12:10:22.313 (-1d)
        ]
  Uid 2000:
    Package com.android.shell:
      READ_SMS (allow): 
        null=[
          Access: [bg-s] 2026-10-04 12:20:22.313 (-1d)
        ]

`;

/** MVT reads up to a blank line that ends the operations, so the uid 0 stands without one. */
const appops = (): string => section("appops", APPOPS.replace("(allow): \n\n  Uid u0a201", "(allow): \n  Uid u0a201"));

const BATTERY = `Battery History (2% used, 8KB used of 4096KB, 30 strings using 2KB):
                    0 (15) RESET:TIME: 2026-10-04-08-00-00
              +8s123ms (3) 100 +job=u0a201:"com.example.demo.history/.Sync"
             +10s000ms (3) 100 +top=u0a234:"com.example.demo.beyond-top" +audio
             +12s000ms (3) 100 pkgunin=10234:"com.example.demo.pkgunin"

Per-PID Stats:
  PID 1 wake time: +1ms

Daily stats:
  Current start time: 2026-10-05-03-00-00
    Package changes:
      Update com.example.demo.today vers=12
  Daily from 2026-10-04-02-10-00 to 2026-10-05-03-00-00:
    Package changes:
      Update com.example.demo.daily vers=7
      Update com.example.demo.older vers=3
      Update com.example.demo.zeroed vers=0
      Uninstall com.example.demo.uninstalled
  Daily from 2026-10-03-02-10-00 to 2026-10-04-02-10-00:
    Package changes:
      Update com.example.demo.older vers=9

`;

const DATABASES = `Applications Database Info:

** Database info for pid 4321 [com.example.demo.database] **

Connection pool for /data/user/0/com.example.demo.database/databases/notes.db:
  Open: true
      Most recently executed operations:
        0: [2026-10-01 10:10:10.123] [Pid:(4321)]executeForLong took 1ms - succeeded, sql="SELECT 1", path=/data/user/0/com.example.demo.database/databases/notes.db

`;

const COMPAT =
  "ChangeId(168419799; name=DOWNSCALED; disabled; packageOverrides={}; rawOverrides={com.example.demo.compat=false}; overridable)\n";

/** 524 bytes of one letter, as long as a key of adb; nobody's. */
const KEY = `${"QUFB".repeat(174)}QUE=`;
const ADB = `ADB MANAGER STATE (dumpsys adb):
{
  debugging_manager={
    connected_to_adb=false
    last_key_received=67:95:A2:5B:B9:DB:D0:19:58:2D:41:C3:3E:68:A1:E2
    user_keys=${KEY} demo@examination-room

    keystore=<keyStore version="1"><adbKey key="${KEY} demo@examination-room" lastConnection="1790935200000" /></keyStore>
  }
  adb_wifi={
    enabled=false
  }
}
`;

const NETSTAT = `Active Internet connections (established and servers)
Proto Recv-Q Send-Q Local Address           Foreign Address         State       User       Inode
tcp        0      0 192.0.2.5:40000         203.0.113.99:443        ESTABLISHED 10201      12345
`;

export const dumpText = (): string =>
  [
    BANNER,
    command("SYSTEM PROPERTIES", "getprop", `${ABOUT_PHONE}[demo.property.report]: [1]\n`),
    command("NETSTAT", "netstat -nWae", NETSTAT),
    section("accessibility", ACCESSIBILITY),
    section("adb", ADB),
    appops(),
    section("batterystats", BATTERY),
    section("dbinfo", DATABASES),
    section("package", PACKAGE),
    section("platform_compat", COMPAT),
  ].join("");

/** A crash of a program of the system, in the text form; its process and what it had mapped are traces. */
const tombstone = (program: string, second: number): string => `*** *** *** *** *** *** *** *** *** *** *** *** *** *** *** ***
Build fingerprint: 'google/panther/panther:14/AP2A.240705.005/DEMO:user/release-keys'
Revision: 'MP1.0'
ABI: 'arm64'
Timestamp: 2026-10-04 12:32:${second}.518290770+0200
Process uptime: 21s
Cmdline: /system/bin/${program}
pid: 255${second}, tid: 255${second}, name: ${program}  >>> /system/bin/${program} <<<
uid: 1000
signal 11 (SIGSEGV), code 2 (SEGV_ACCERR), fault addr 0x00007b1234
    x0  0000000000000000  x1  0000000000000000

1 total frames
backtrace:
      #00 pc 000000000004e5a4  /apex/com.android.runtime/lib64/bionic/libc.so (abort+180) (BuildId: cd7952cb40d1a2deca6420c2da7910be)

memory map (1 entries):
    0000007b'12340000-0000007b'12341fff r-x         0      2000  /data/local/demo-mapped.so
`;

export const TOMBSTONES = [tombstone("demo-crashed", 40), tombstone("demo-faulty", 41), tombstone("demo-faulty", 42)];
