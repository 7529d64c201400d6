import { appSubject } from "../android-apps.ts";
import { defineJoin, type HitWithRecords } from "../detection.ts";
import { signedApps, signerParts } from "../signer-parts.ts";

/**
 * Names in certificates that the list of stalkerware of Echap gives for a family, beside fingerprints that packs hold. Whoever makes
 * a certificate writes into it what they like: a name is no proof, and a new certificate mostly keeps it.
 * https://github.com/AssoEchap/stalkerware-indicators (ioc.yaml, certificate_organizations and certificate_cname_re)
 */
const LISTED: readonly { readonly family: string; readonly member: string; readonly name: string }[] = [
  { family: "KidsShield", member: "O", name: "Tesline-Service SRL" },
  { family: "KidsShield", member: "CN", name: String.raw`Kids\WSafety\W\d{2}-\d{2}-\d{2,4}\W\d{2}:\d{2}:\d{2}` },
];

/** AndroidQF writes the whole name with its members; of backups and collected apps one member is kept, the common name before others. */
const PATTERNS = LISTED.map(({ family, member, name }) => ({
  family,
  pattern: new RegExp(`^(?:${name})$|(?:^|[,/]\\s?)${member}="?(?:${name})"?(?=$|[,/])`),
}));

export default defineJoin({
  id: "android/listed-signer-name",
  version: 1,
  status: "experimental",
  axis: "compromise",
  severity: "medium",
  confidence: "low",
  families: ["KidsShield"],
  concerns: "stalkerware",
  falsePositives: ["other-product", "same-name"],
  references: ["https://github.com/AssoEchap/stalkerware-indicators"],
  parts: signerParts,
  needed: [],

  join({ listed, backedUp, collected }) {
    return [...signedApps(listed, backedUp, collected)].flatMap(([app, signed]): HitWithRecords[] => {
      const found = signed.flatMap(({ fact, record }) =>
        fact.certificates.flatMap(({ subject }) =>
          PATTERNS.filter(({ pattern }) => pattern.test(subject)).map(({ family }) => ({ family, subject, record })),
        ),
      );
      const [first] = found;
      if (!first) return [];
      const params = { app, family: first.family, signer: first.subject };
      return [{ subject: appSubject(app), message: "summary", params, records: [...new Set(found.map(({ record }) => record))] }];
    });
  },
});
