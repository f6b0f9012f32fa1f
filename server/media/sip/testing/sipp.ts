import { spawn } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a sipp run came to. `output`: the end of what it said, for when it failed. */
interface SippRun {
  readonly ok: boolean;
  readonly output: string;
}

const sdp = (direction: string) => `v=0
o=user1 53655765 2353687637 IN IP4 [local_ip]
s=-
c=IN IP4 [media_ip]
t=0 0
m=audio [media_port] RTP/AVP 8 101
a=rtpmap:101 telephone-event/8000
a=${direction}`;

const send = (message: string, attributes = "") =>
  `<send ${attributes}><![CDATA[\n${message.trim()}\n]]></send>`;
const withBody = (head: string, body?: string) =>
  body === undefined
    ? `${head.trim()}\nContent-Length: 0\n\n`
    : `${head.trim()}\nContent-Type: application/sdp\nContent-Length: [len]\n\n${body}\n`;

/** Steps of a telephone that calls us: sipp's own language, in a few words. */
export const caller = {
  invite: (more = "", direction = "sendrecv", cseq = 1, to = "") =>
    send(
      withBody(
        `INVITE sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch];rport
From: "Zo\u00eb Ros" <sip:+39333123@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${to}
Call-ID: [call_id]
CSeq: ${cseq} INVITE
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70
${more}`.trim(),
        sdp(direction),
      ),
      'retrans="500"',
    ),
  request: (method: string, cseq: number, { to = "[peer_tag_param]", more = "", sameBranch = false } = {}) =>
    send(
      withBody(`${method} sip:[service]@[remote_ip]:[remote_port] SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=${sameBranch ? "[branch-3]" : "[branch]"};rport
From: "Zo\u00eb Ros" <sip:+39333123@[local_ip]:[local_port]>;tag=[pid]c[call_number]
To: <sip:[service]@[remote_ip]:[remote_port]>${to}
Call-ID: [call_id]
CSeq: ${cseq} ${method}
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
Max-Forwards: 70
${more}`),
      method === "ACK" ? "" : 'retrans="500"',
    ),
};

/** Steps of a telephone that we call. */
export const called = {
  answer: (
    status: string,
    { body = undefined as string | undefined, more = "", tag = ";tag=[pid]s[call_number]" } = {},
  ) =>
    send(
      withBody(
        `SIP/2.0 ${status}
[last_Via:]
[last_From:]
[last_To:]${tag}
[last_Call-ID:]
[last_CSeq:]
Contact: <sip:sipp@[local_ip]:[local_port];transport=[transport]>
${more}`.trim(),
        body,
      ),
      status.startsWith("200") && body ? 'retrans="500"' : "",
    ),
};
/** The phone reports how a transfer went. */
export const notify = (line: string, to: string, from: string) => `<send retrans="500"><![CDATA[
NOTIFY sip:sidetone@127.0.0.1 SIP/2.0
Via: SIP/2.0/[transport] [local_ip]:[local_port];branch=[branch]
From: <${from}>;tag=[pid]s[call_number]
To: <${to}>;tag=[$2]
Call-ID: [call_id]
CSeq: 1 NOTIFY
Event: refer
Subscription-State: terminated;reason=noresource
Contact: <sip:sipp@[local_ip]:[local_port]>
Content-Type: message/sipfrag
Content-Length: [len]

${line}
]]></send>`;
export const sound = sdp;

/** Waits for an answer; what is optional may come or not. */
export const recv = (response: number, optional = false) =>
  `<recv response="${response}" ${optional ? 'optional="true"' : ""} rtd="true"></recv>`;
/** Waits for a request, in which this pattern has to be found. */
export const expect = (what: { request?: string; response?: number }, pattern: string, where = "body") =>
  `<recv ${what.request ? `request="${what.request}"` : `response="${what.response}"`}><action><ereg regexp="${pattern}" search_in="${where === "body" ? "body" : "hdr"}" ${where === "body" ? "" : `header="${where}"`} check_it="true" assign_to="1"/></action></recv>`;
/** The first request of a call, whose tag is kept as [$2]: in what we ask of the caller later it is the other one. */
export const recvInvite =
  '<recv request="INVITE"><action><ereg regexp="tag=([^;]*)" search_in="hdr" header="From:" check_it="true" assign_to="3,2"/></action></recv>';
export const recvRequest = (method: string) => `<recv request="${method}"></recv>`;
export const pause = (ms: number) => `<pause milliseconds="${ms}"/>`;

const references = (steps: readonly string[]): string => {
  const used = ["1", "2", "3"].filter((name) =>
    steps.some((step) => step.includes(`assign_to="${name}`) || step.includes(`,${name}"`)),
  );
  return used.length > 0 ? `<Reference variables="${used.join()}"/>` : "";
};

/** Runs sipp to its end. `steps` are a scenario; a name is one of those that come with it. */
export async function runSipp(
  steps: readonly string[] | "uac",
  {
    remote,
    port,
    calls = 1,
    rate = 10,
    transport = "u1",
  }: {
    remote?: number | undefined;
    port: number;
    calls?: number;
    rate?: number;
    transport?: string;
  },
): Promise<SippRun> {
  const folder = await mkdtemp(join(tmpdir(), "sipp-"));
  try {
    const file = join(folder, "scenario.xml");
    if (steps !== "uac") {
      const xml = `<?xml version="1.0" encoding="UTF-8"?>\n<scenario name="test">${steps.join("\n")}${references(steps)}</scenario>`;
      await writeFile(file, xml);
    }
    const scenario = steps === "uac" ? ["-sn", "uac"] : ["-sf", file];
    const args = [
      ...scenario,
      ...["-i", "127.0.0.1", "-p", String(port), "-t", transport, "-s", "+390212345", "-m", String(calls)],
      ...["-r", String(rate), "-d", "100", "-nostdin", "-timeout", "30", "-timeout_error", "-skip_rlimit"],
      ...(remote === undefined ? [] : [`127.0.0.1:${remote}`]),
    ];
    const run = spawn("sipp", args, { cwd: folder, env: { ...process.env, TERM: "dumb" } });
    const said: Buffer[] = [];
    run.stdout.on("data", (bytes: Buffer) => said.push(bytes));
    run.stderr.on("data", (bytes: Buffer) => said.push(bytes));
    const code = await new Promise<number | null>((resolve, reject) => {
      run.on("error", reject);
      run.on("close", resolve);
    });
    return { ok: code === 0, output: Buffer.concat(said).toString("latin1").slice(-3_000) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
