import applications, { type ApplicationRecord } from "../../artifacts/ios/applications.ts";
import { compareText } from "../../model/json.ts";
import { defineFold, type HitWithRecords, type SourcedRecord } from "../detection.ts";

interface Account {
  readonly name: string;
  readonly records: SourcedRecord[];
  apps: number;
}

interface State {
  readonly accounts: Map<string, Account>;
}

const STATE_LIMIT = 5_000;
const RECORDS_PER_ACCOUNT = 20;
/** An account with so small a share of the apps is not the one that the phone is used with. */
const MINOR_SHARE = 0.2;
/** With fewer apps than these nothing is usual. */
const MIN_APPS = 5;

/** The account that an app was got with stands in the store's record; who got an app onto somebody else's phone may have used another. */
export default defineFold<ApplicationRecord, State>({
  id: "ios/app-of-other-account",
  version: 1,
  status: "experimental",
  axis: "none",
  severity: "low",
  confidence: "low",
  reads: applications,
  falsePositives: ["family", "second-country", "old-account"],
  references: ["https://docs.mvt.re/en/latest/ios/records/", "https://support.apple.com/guide/personal-safety/welcome/web"],
  stateLimit: STATE_LIMIT,

  start: () => ({ accounts: new Map() }),
  step({ accounts }, record) {
    const { data } = record;
    if (data.kind !== "application" || !data.isInstalled || !data.storeAccount) return;
    const key = data.storeAccount.toLowerCase();
    const account = accounts.get(key) ?? { name: key, records: [], apps: 0 };
    accounts.set(key, account);
    account.apps++;
    if (account.records.length < RECORDS_PER_ACCOUNT) account.records.push(record);
  },
  end({ accounts }) {
    const total = [...accounts.values()].reduce((sum, { apps }) => sum + apps, 0);
    if (total < MIN_APPS) return [];
    const minor = [...accounts.values()].filter(({ apps }) => apps < total * MINOR_SHARE);
    return minor.sort((a, b) => compareText(a.name, b.name)).map((account) => hitOf(account, total));
  },
  size: ({ accounts }) => accounts.size,
});

const hitOf = ({ name, records, apps }: Account, total: number): HitWithRecords => ({
  subject: name.includes("@") ? { type: "email-addr:value", value: name } : `store-account ${name}`,
  message: "summary",
  params: { account: name, apps, total },
  count: apps,
  records,
});
