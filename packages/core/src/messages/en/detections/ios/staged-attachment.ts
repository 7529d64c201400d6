export default {
  title: "A received attachment is listed in the folder for temporary files",
  rationale:
    "Messages keeps attachments in a folder of its own. On phones that exploits of iMessage were used against, rows of received attachments named files in the folder for temporary files whose names ended in “-1”; some had lost their message.",
  "interrupted-transfer": "A transfer that was interrupted may leave the row as it was while the file was moved.",
  "app-in-messages": "Stickers and apps inside Messages hand over what they make by temporary files.",
  summary: "A received attachment is listed as {path}.",
  "summary-without-message": "A received attachment is listed as {path}; the message it came in is gone.",
} satisfies Record<string, string>;
