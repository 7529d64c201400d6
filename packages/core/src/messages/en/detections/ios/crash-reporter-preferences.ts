export default {
  title: "The preferences of root have a file for crash reports",
  rationale:
    "Amnesty International found that Pegasus wrote such a file to turn crash reports off. Phones without any other trace have been reported to have it as well, so its presence says little; when it was written, beside other traces, may say more.",
  "healthy-phones": "Phones without any other trace have been reported to have the file.",
  "analytics-setting": "Choices about sharing diagnostics may write it.",
  summary: "The file {path} exists.",
} satisfies Record<string, string>;
