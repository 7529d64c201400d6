import type { DomainRole, PackClass } from "../model/indicator.ts";

/**
 * The sets that the index of mvt-project/mvt-indicators names (indicators.yaml, branch main, as of 2026-09), and what the index
 * does not say of them: the class of each (design 5.5), and what its hosts are for.
 */
export interface Feed {
  /** `owner/name` on GitHub. */
  readonly repository: string;
  readonly path: string;
  readonly class: PackClass;
  readonly title: string;
  /** How the family is written here, where the publisher runs words together or says less than is known. */
  readonly family?: string;
  readonly hosts: DomainRole;
  /** Reports that the index gives for the set. */
  readonly references: readonly string[];
}

/** Who publishes below a repository, and under which terms. */
export interface FeedRepository {
  readonly publisher: string;
  readonly licence: string;
}

export const FEED_REPOSITORIES: Readonly<Record<string, FeedRepository>> = {
  "mvt-project/mvt-indicators": { publisher: "MVT Project", licence: "MIT" },
  "AmnestyTech/investigations": { publisher: "Amnesty International Security Lab", licence: "CC-BY-2.0" },
  "AssoEchap/stalkerware-indicators": { publisher: "Echap", licence: "CC-BY-4.0" },
};

const mvt = "mvt-project/mvt-indicators";
const amnesty = "AmnestyTech/investigations";

/**
 * `mercenary`: made by a company and sold to states, or a kit of that grade in several hands. `state`: made by or for one service, or by
 * nobody who was named. Where neither is established the class is `unclassified`, which counts towards nothing but the match itself.
 */
export const FEEDS: readonly Feed[] = [
  {
    repository: amnesty,
    path: "2021-07-18_nso/pegasus.stix2",
    class: "mercenary",
    title: "Pegasus (NSO Group)",
    hosts: "c2",
    references: ["https://www.amnesty.org/en/latest/research/2021/07/forensic-methodology-report-how-to-catch-nso-groups-pegasus/"],
  },
  {
    repository: mvt,
    path: "intellexa_predator/predator.stix2",
    class: "mercenary",
    title: "Predator (Intellexa)",
    hosts: "c2",
    references: [
      "https://citizenlab.ca/2021/12/pegasus-vs-predator-dissidents-doubly-infected-iphone-reveals-cytrox-mercenary-spyware/",
      "https://about.fb.com/news/2021/12/taking-action-against-surveillance-for-hire/",
      "https://blog.talosintelligence.com/mercenary-intellexa-predator/",
      "https://citizenlab.ca/2023/09/predator-in-the-wires-ahmed-eltantawy-targeted-with-predator-spyware-after-announcing-presidential-ambitions/",
      "https://iverify.io/blog/trust-broken-at-the-core",
    ],
  },
  {
    repository: amnesty,
    path: "2021-12-16_cytrox/cytrox.stix2",
    class: "mercenary",
    title: "Predator (Cytrox)",
    hosts: "c2",
    references: ["https://citizenlab.ca/2021/12/pegasus-vs-predator-dissidents-doubly-infected-iphone-reveals-cytrox-mercenary-spyware/"],
  },
  {
    repository: mvt,
    path: "candiru/candiru.stix2",
    class: "mercenary",
    title: "Candiru (DevilsTongue)",
    hosts: "c2",
    references: [
      "https://www.microsoft.com/en-us/security/blog/2021/07/15/protecting-customers-from-a-private-sector-offensive-actor-using-0-day-exploits-and-devilstongue-malware/",
      "https://www.recordedfuture.com/research/tracking-candirus-devilstongue-spyware",
    ],
  },
  {
    repository: mvt,
    path: "2023-04-11_quadream/kingspawn.stix2",
    class: "mercenary",
    title: "KingsPawn (QuaDream, Reign)",
    family: "KingsPawn (QuaDream)",
    hosts: "c2",
    references: [
      "https://citizenlab.ca/2023/04/spyware-vendor-quadream-exploits-victims-customers/",
      "https://www.microsoft.com/en-us/security/blog/2023/04/11/dev-0196-quadreams-kingspawn-malware-used-to-target-civil-society-in-europe-north-america-the-middle-east-and-southeast-asia/",
    ],
  },
  {
    repository: mvt,
    path: "2022-06-23_rcs_lab/rcs.stix2",
    class: "mercenary",
    title: "RCS Lab (Hermit)",
    family: "RCS Lab",
    hosts: "c2",
    references: ["https://blog.google/threat-analysis-group/italian-spyware-vendor-targets-users-in-italy-and-kazakhstan/"],
  },
  {
    repository: amnesty,
    path: "2024-05-02_wintego_helios/wintego_helios.stix2",
    class: "mercenary",
    title: "Wintego Helios",
    hosts: "c2",
    references: ["https://securitylab.amnesty.org/latest/2024/05/a-web-of-surveillance/"],
  },
  {
    repository: amnesty,
    path: "2023-03-29_android_campaign/malware.stix2",
    class: "mercenary",
    title: "Android campaign of 2023 (Variston)",
    family: "Android campaign of 2023 (Variston)",
    hosts: "c2",
    references: [
      "https://blog.google/threat-analysis-group/spyware-vendors-use-0-days-and-n-days-against-popular-platforms/",
      "https://www.amnesty.org/en/latest/news/2023/03/new-android-hacking-campaign-linked-to-mercenary-spyware-company/",
    ],
  },
  {
    // Built for a vendor's customer, later in the hands of UNC6353 and UNC6691 (GTIG and iVerify, March 2026).
    repository: mvt,
    path: "2026-03-03_coruna_cryptowaters/coruna.stix2",
    class: "mercenary",
    title: "Coruna",
    hosts: "c2",
    references: [
      "https://cloud.google.com/blog/topics/threat-intelligence/coruna-powerful-ios-exploit-kit?hl=en",
      "https://iverify.io/blog/coruna-inside-the-nation-state-grade-ios-exploit-kit-we-ve-been-tracking",
    ],
  },
  {
    // Used by customers of PARS Defense and by UNC6748 and UNC6353 (GTIG, iVerify, Lookout, March 2026).
    repository: mvt,
    path: "2026-03-30_darksword/darksword.stix2",
    class: "mercenary",
    title: "DarkSword",
    hosts: "c2",
    references: [
      "https://cloud.google.com/blog/topics/threat-intelligence/darksword-ios-exploit-chain",
      "https://iverify.io/blog/darksword-ios-exploit-kit-explained",
    ],
  },
  {
    // Kaspersky names nobody; `state` is the lesser claim, and the freshness of mercenary knowledge does not rest on it.
    repository: mvt,
    path: "2023-06_01_operation_triangulation/operation_triangulation.stix2",
    class: "state",
    title: "Operation Triangulation",
    family: "Operation Triangulation",
    hosts: "c2",
    references: ["https://securelist.com/operation-triangulation/109842/"],
  },
  {
    // Serbia's BIA.
    repository: amnesty,
    path: "2024-12-16_serbia_novispy/novispy.stix2",
    class: "state",
    title: "NoviSpy",
    hosts: "c2",
    references: [
      "https://securitylab.amnesty.org/latest/2024/12/serbia-a-digital-prison-spyware-and-cellebrite-used-on-journalists-and-activists/",
    ],
  },
  {
    // The KGB of Belarus.
    repository: mvt,
    path: "ResidentBat/residentbat.stix2",
    class: "state",
    title: "ResidentBat",
    hosts: "c2",
    references: ["https://rsf.org/en/exclusive-rsf-uncovers-new-spyware-belarus"],
  },
  {
    // Made by a supplier of China's Ministry of Public Security for its bureaus, installed by hand: not sold abroad as far as is known.
    repository: mvt,
    path: "2024-12-25_eaglemsgspy/eaglemsgspy.stix2",
    class: "state",
    title: "EagleMsgSpy",
    hosts: "c2",
    references: ["https://www.lookout.com/threat-intelligence/article/eaglemsgspy-chinese-android-surveillanceware"],
  },
  {
    // APT41.
    repository: mvt,
    path: "2023-07-25_wyrmspy_dragonegg/wyrmspy_dragonegg.stix2",
    class: "state",
    title: "WyrmSpy and DragonEgg",
    family: "WyrmSpy and DragonEgg",
    hosts: "c2",
    references: ["https://www.lookout.com/threat-intelligence/article/wyrmspy-dragonegg-surveillanceware-apt41"],
  },
  {
    repository: mvt,
    path: "cellebrite/cellebrite.stix2",
    class: "forensic-extraction",
    title: "Cellebrite",
    hosts: "c2",
    references: ["https://citizenlab.ca/research/from-protest-to-peril-cellebrite-used-against-jordanian-civil-society/"],
  },
  {
    // SIO, a company in Italy.
    repository: mvt,
    path: "2026-04-09_sio_spyrtacus/spyrtacus.stix2",
    class: "mercenary",
    title: "Spyrtacus (SIO)",
    hosts: "c2",
    references: ["https://osservatorionessuno.org/blog/2026/04/italian-spyware-maker-sio-still-developing-and-distributing-spyrtacus/"],
  },
  {
    // IPS Intelligence, a company in Italy.
    repository: mvt,
    path: "2026-04-23_ips_morpheus/morpheus.stix2",
    class: "mercenary",
    title: "Morpheus (IPS)",
    hosts: "c2",
    references: ["https://osservatorionessuno.org/blog/2026/04/morpheus-a-new-spyware-linked-to-ips-intelligence"],
  },
  {
    // A trojan sold to whoever pays: none of our classes.
    repository: mvt,
    path: "2026-05-26_btmob/btmob.stix2",
    class: "unclassified",
    title: "BTMOB",
    hosts: "c2",
    references: ["https://www.welivesecurity.com/en/malware/btmob-stealthy-rat-burrowing-deep-android-devices"],
  },
  {
    // Nobody is named yet.
    repository: mvt,
    path: "2026-09-05_it_assistenza_clienti/it_assistenza_clienti.stix2",
    class: "unclassified",
    title: "Assistenza Clienti (Italy)",
    hosts: "c2",
    references: ["https://mythossentinel.com/en/assistenza-clienti-android-surveillance-app"],
  },
  {
    // The bundle does not tell a seller's shop window from a server of the spyware: what is uncertain gets the lower role.
    repository: "AssoEchap/stalkerware-indicators",
    path: "generated/stalkerware.stix2",
    class: "stalkerware",
    title: "Stalkerware",
    hosts: "website",
    references: ["https://github.com/AssoEchap/stalkerware-indicators"],
  },
];

/** The feed of a path in a repository; folders are renamed now and then, files are not. */
export function feedAt(repository: string, path: string): Feed | undefined {
  const ofRepository = FEEDS.filter((feed) => feed.repository === repository);
  const name = path.slice(path.lastIndexOf("/") + 1);
  return ofRepository.find((feed) => feed.path === path) ?? ofRepository.find((feed) => feed.path.endsWith(`/${name}`));
}
