import { buildDatabase, type DatabaseFiles, type Row, type TableRows } from "../database.ts";
import { createArchive } from "../keyed-archive.ts";
import { binaryPlist, type PlistInput, real } from "../plist.ts";
import { createRandom, type Random, seedFor } from "../random.ts";
import { toAppleNanoseconds, toAppleSeconds, type UnixSeconds } from "../time.ts";
import { runsWithLinks, typedstream } from "../typedstream.ts";
import type { Message, MessageAttachment } from "./message.ts";
import { type Generation, isSince } from "./phone.ts";
import { smsSchema } from "./sms-schema.ts";

export interface SmsInput {
  readonly generation: Generation;
  readonly seed: number;
  readonly messages: Iterable<Message>;
  readonly groupNames?: Readonly<Record<string, string>>;
  /** Messages that have not left the write-ahead log when the backup is made. */
  readonly inLog?: readonly Message[];
  /** Run when the rows stand: for what people and implants do to a database. */
  readonly statements?: readonly string[];
}

const URLS = /https?:\/\/[^\s<>")]+/g;
const LINK_BALLOON = "com.apple.messages.URLBalloonProvider";
const STYLE_GROUP = 43;
const STYLE_PERSON = 45;
const TRANSFER_FINISHED = 5;
const FIRST_GONE_HANDLE = 90_001;
const USER_VERSION = { ios10: 10014, ios15: 15005, ios18: 18026 } as const;

export function buildSms(input: SmsInput): DatabaseFiles {
  const writer = createWriter(input);
  return buildDatabase({
    userVersion: USER_VERSION[input.generation],
    schema: smsSchema(input.generation),
    tables: [{ table: "message", rows: writer.messages(input.messages) }, ...writer.others()],
    statements: () => [...writer.deletions(), ...(input.statements ?? [])],
    ...(input.inLog && { inLog: { tables: logged(writer, input.inLog) } }),
  });
}

const logged = (writer: Writer, messages: readonly Message[]): readonly TableRows[] => [
  { table: "message", rows: writer.messages(messages) },
  ...writer.others(),
];

type Writer = ReturnType<typeof createWriter>;

/** Numbers handles, chats and attachments in the order messages bring them up, and keeps the rows of the tables beside `message`. */
function createWriter({ generation, seed, groupNames = {} }: SmsInput) {
  const random = createRandom(seedFor(seed, "sms"));
  const handles = createNumbering();
  const chats = createNumbering();
  const side = createSideRows();
  const deleted: number[] = [];
  let messageCount = 0;
  let attachmentCount = 0;
  const stamp = (moment: UnixSeconds) => (isSince(generation, "ios15") ? toAppleNanoseconds(moment) : Math.floor(toAppleSeconds(moment)));

  const handleId = (id: string, service: string): number =>
    handles.number(`${id} ${service}`, (row) =>
      side.put("handle", { ROWID: row, id, country: id.startsWith("+") ? "us" : undefined, service }),
    );
  const chatId = ({ chat, service }: Message): number =>
    chats.number(`${service};${chat}`, (row) => side.put("chat", chatRow(row, chat, service, groupNames[chat], random.uuid())));
  const join = (message: Message, row: number, chat: number, guid: string) => {
    const { deleted: deletedAt } = message;
    const date = isSince(generation, "ios15") ? { message_date: stamp(message.at) } : {};
    if (deletedAt === undefined || !isSince(generation, "ios18"))
      side.put("chat_message_join", { chat_id: chat, message_id: row, ...date });
    if (deletedAt !== undefined && isSince(generation, "ios15")) side.put("sync_deleted_messages", { guid, recordID: undefined });
    if (deletedAt !== undefined && isSince(generation, "ios18"))
      side.put("chat_recoverable_message_join", { chat_id: chat, message_id: row, delete_date: stamp(deletedAt) });
    if (deletedAt !== undefined && !isSince(generation, "ios18")) deleted.push(row);
    if (message.deletedPart && isSince(generation, "ios18"))
      side.put("recoverable_message_part", {
        chat_id: chat,
        message_id: row,
        part_index: 0,
        delete_date: stamp(message.deletedPart.at),
        part_text: typedstream({ text: message.deletedPart.text }),
      });
  };
  const attach = (message: Message, row: number) => {
    for (const attachment of message.attachments ?? []) {
      attachmentCount++;
      side.put("attachment", attachmentRow(attachment, attachmentCount, message, stamp(message.at), random, generation));
      side.put("message_attachment_join", { message_id: row, attachment_id: attachmentCount });
    }
  };
  const handleOf = (message: Message): number => {
    if (message.handle === "none") return 0;
    if (message.handle === "gone") return FIRST_GONE_HANDLE + handles.count();
    const isGroup = message.chat.startsWith("chat");
    if (isGroup && message.sender === undefined) return 0;
    const id = handleId(message.sender ?? message.chat, message.service);
    side.once("chat_handle_join", `${chatId(message)} ${id}`, { chat_id: chatId(message), handle_id: id });
    return id;
  };

  return {
    *messages(messages: Iterable<Message>): Generator<Row> {
      for (const message of messages) {
        const row = ++messageCount;
        const guid = random.uuid();
        const chat = chatId(message);
        join(message, row, chat, guid);
        attach(message, row);
        yield {
          ROWID: row,
          guid,
          handle_id: handleOf(message),
          ...messageRow(message, stamp),
          ...newerColumns(message, generation, stamp),
        };
      }
    },
    others: () => side.take(),
    deletions: () => (deleted.length > 0 ? [`DELETE FROM message WHERE ROWID IN (${deleted})`] : []),
  };
}

function messageRow(message: Message, stamp: (moment: UnixSeconds) => bigint | number): Row {
  const { text, service, sender } = message;
  const isFromMe = sender === undefined;
  const storedIn = message.edited ? "attributedBody" : (message.storedIn ?? "both");
  const isShown = text !== undefined && message.retracted === undefined;
  return {
    text: isShown && storedIn !== "attributedBody" ? text : undefined,
    attributedBody:
      isShown && storedIn !== "text"
        ? typedstream({ text, runs: runsWithLinks(text, text.match(URLS) ?? []), isMutable: !isFromMe })
        : undefined,
    subject: message.subject,
    service,
    account: service === "iMessage" ? "E:owner@example.com" : "P:+12025550100",
    date: stamp(message.at),
    date_read: isFromMe ? 0 : stamp(message.at + 60),
    date_delivered: isFromMe ? stamp(message.at + 1) : 0,
    is_delivered: 1,
    is_finished: 1,
    is_from_me: isFromMe ? 1 : 0,
    is_read: 1,
    is_sent: isFromMe ? 1 : 0,
    cache_has_attachments: message.attachments ? 1 : 0,
    balloon_bundle_id: message.preview && LINK_BALLOON,
    payload_data: message.preview && linkPreview(message.preview),
  };
}

function newerColumns(message: Message, generation: Generation, stamp: (moment: UnixSeconds) => bigint | number): Row {
  if (!isSince(generation, "ios18")) return {};
  const { edited, retracted } = message;
  return {
    message_summary_info: edited || retracted !== undefined ? summaryInfo(message) : undefined,
    date_edited: edited ? stamp(edited.at) : retracted !== undefined ? stamp(retracted) : 0,
    date_retracted: retracted === undefined ? 0 : stamp(retracted),
    part_count: 1,
  };
}

/** Every version of an edited part is kept with its time, the first one included; a retracted part leaves only its number. */
function summaryInfo({ at, text = "", edited, retracted }: Message): Uint8Array {
  if (retracted !== undefined) return binaryPlist({ amc: 0, rp: [0], ust: true });
  const versions = [...(edited?.earlier ?? []), text].map(
    (version, index, all): PlistInput => ({
      d: real(toAppleSeconds(index === all.length - 1 ? edited!.at : at + index)),
      t: typedstream({ text: version, runs: runsWithLinks(version, version.match(URLS) ?? []) }),
    }),
  );
  return binaryPlist({ amc: 1, ec: { "0": versions }, ep: [0], otr: { "0": { lo: 0, le: text.length } }, ust: true });
}

/** The keyed archive behind a link's bubble: RichLink around LPLinkMetadata around NSURL. */
function linkPreview({ url, title }: { readonly url: string; readonly title: string }): Uint8Array {
  const archive = createArchive();
  const nsUrl = () =>
    archive.addObject(["NSURL", "NSObject"], () => ({ "NS.base": archive.add("$null"), "NS.relative": archive.add(url) }));
  const root = archive.addObject(["RichLink", "NSObject"], () => ({
    richLinkIsPlaceholder: false,
    richLinkMetadata: archive.addObject(["LPLinkMetadata", "NSObject"], () => ({
      version: 1,
      title: archive.add(title),
      originalURL: nsUrl(),
      URL: nsUrl(),
    })),
  }));
  return archive.finish(root);
}

const chatRow = (row: number, chat: string, service: string, displayName: string | undefined, groupId: string): Row => {
  const isGroup = chat.startsWith("chat");
  return {
    ROWID: row,
    guid: `${service};${isGroup ? "+" : "-"};${chat}`,
    style: isGroup ? STYLE_GROUP : STYLE_PERSON,
    state: 3,
    chat_identifier: chat,
    service_name: service,
    room_name: isGroup ? chat : undefined,
    display_name: displayName ?? "",
    group_id: groupId,
  };
};

function attachmentRow(
  attachment: MessageAttachment,
  row: number,
  { sender }: Message,
  created: bigint | number,
  random: Random,
  generation: Generation,
): Row {
  const guid = `at_0_${random.uuid()}`;
  return {
    ROWID: row,
    guid,
    created_date: created,
    start_date: created,
    filename: attachment.path,
    uti: attachment.uti,
    mime_type: attachment.mimeType,
    transfer_state: TRANSFER_FINISHED,
    is_outgoing: sender === undefined ? 1 : 0,
    transfer_name: attachment.sentAs ?? attachment.path.slice(attachment.path.lastIndexOf("/") + 1),
    total_bytes: attachment.size,
    ...(isSince(generation, "ios15") && { original_guid: guid }),
    ...(isSince(generation, "ios15") &&
      attachment.maker !== undefined && { attribution_info: binaryPlist({ name: "Demo", "bundle-id": attachment.maker }) }),
  };
}

function createNumbering() {
  const numbers = new Map<string, number>();
  return {
    count: () => numbers.size,
    number: (key: string, onFirst: (number: number) => void): number => {
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, numbers.size + 1);
      onFirst(numbers.size);
      return numbers.size;
    },
  };
}

const SIDE_TABLES = [
  "handle",
  "chat",
  "chat_handle_join",
  "chat_message_join",
  "chat_recoverable_message_join",
  "recoverable_message_part",
  "sync_deleted_messages",
  "attachment",
  "message_attachment_join",
] as const;
type SideTable = (typeof SIDE_TABLES)[number];

/** Rows that gather while `message` is written. */
function createSideRows() {
  const known = new Set<string>();
  const rows = new Map<SideTable, Row[]>(SIDE_TABLES.map((table) => [table, []]));
  const put = (table: SideTable, row: Row) => rows.get(table)!.push(row);
  return {
    put,
    once: (table: SideTable, key: string, row: Row) => {
      if (!known.has(`${table} ${key}`)) put(table, row);
      known.add(`${table} ${key}`);
    },
    take: (): readonly TableRows[] => SIDE_TABLES.map((table) => ({ table, rows: drain(rows.get(table)!) })),
  };
}

/** Looked at only when its turn comes, and emptied, so that the log's rows do not repeat the main file's. */
function* drain(rows: Row[]): Generator<Row> {
  yield* rows.splice(0);
}
