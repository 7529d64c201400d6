import { describe, expect, test } from "vitest";
import { recordFields } from "../scripts/generate/record-fields.ts";
import { messageUses } from "../scripts/meta/message-uses.ts";

describe("uses of messages", () => {
  const catalogs = ["report", "artifacts/ios/sms"];

  test("whole ids are found with their line, imports and other strings are not", () => {
    const { ids } = messageUses(
      'import a from "report/x";\nconst b = say("report/title", "report", "other/title", "report/A b");',
      catalogs,
    );
    expect(ids).toEqual([{ id: "report/title", line: 2 }]);
  });

  test("ids with a varying part become patterns over whole ids", () => {
    const { patterns } = messageUses(`say(\`report/kind-\${kind}\`); say(\`artifacts/\${id}/title\`); say(\`\${a}/\${b}\`);`, catalogs);
    expect(patterns.map(({ pattern }) => pattern.test("report/kind-x"))).toEqual([true, false]);
    expect(patterns.map(({ pattern }) => pattern.test("artifacts/ios/sms/title"))).toEqual([false, true]);
  });
});

describe("fields of records", () => {
  test("are read with their comments, through bases and unions", () => {
    const text = `
      interface Base { /** Its key. */ readonly key: number }
      interface A extends Base { readonly kind: "a"; readonly name?: string }
      interface B { readonly kind: "b" }
      type Row = A | B;
      export default defineArtifact<Row>({});`;
    expect(recordFields(text)).toEqual([
      { name: "key", type: "number", optional: false, about: "Its key." },
      { name: "kind", type: '"a" | "b"', optional: false, about: "" },
      { name: "name", type: "string", optional: true, about: "" },
    ]);
  });

  test("a record type that is no interface of the file is said", () => {
    expect(recordFields("export default defineArtifact<string>({});")).toBeUndefined();
  });
});
