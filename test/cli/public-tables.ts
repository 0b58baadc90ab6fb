import type { KnownCode } from 'graphql-error-codes';

/** A table of codes in the style of the documentation of a public API. */
export interface PublicTable {
  readonly style: string;
  readonly file: string;
  readonly text: string;
  readonly args?: readonly string[];
  /** What is read, without default values. */
  readonly codes: Readonly<Record<string, Partial<KnownCode>>>;
  /** What is said of the rest, without the name of the file. */
  readonly notes?: readonly string[];
}

const missingColumn =
  'this table is skipped: a table must have a column of codes, called "Code", "Name" or "Value", got';

export const publicTables: readonly PublicTable[] = [
  {
    style: 'payments: linked names in lower case, with a status',
    file: 'payments.md',
    args: ['--rename', 'screaming'],
    text: `# Error codes

Branch on the code, never on the message.

| Error Code                                    | Meaning                                                    | HTTP status | Retryable |
| :-------------------------------------------- | :--------------------------------------------------------- | ----------: | :-------: |
| [\`card_declined\`](#card_declined)           | The card&rsquo;s issuer declined the charge.               |         402 |    no     |
| [\`rate_limit\`](https://pay.example/limits)  | Too many requests.<br/>Wait, then send the request again.  |         429 |    yes    |
| **\`api_error\`**                             | Something failed on our side.                              |         5xx |    Yes    |
| ~~\`sku_inactive\`~~                          | The SKU is inactive. **Deprecated:** Use \`price_gone\`    |         400 |    no     |
`,
    codes: {
      CARD_DECLINED: { description: 'The card’s issuer declined the charge.', retry: 'never' },
      RATE_LIMIT: { description: 'Too many requests.\nWait, then send the request again.', retry: 'later' },
      API_ERROR: { description: 'Something failed on our side.', fault: 'server', retry: 'later' },
      SKU_INACTIVE: { description: 'The SKU is inactive.', deprecationReason: 'Use `price_gone`', retry: 'never' },
    },
  },
  {
    style: 'code hosting: several tables, sample code, prose with pipes',
    file: 'hosting.mdx',
    text: `---
title: Errors
---
import { Note } from '../note'

{/* | \`HIDDEN\` | In a comment | */}

## Headers

| Header | Purpose |
|---|---|
| \`X-Rate\` | The limit |

## Repository errors

> A pipe | in a quote

| Name | Description | Docs |
|---|---|---|
| **REPOSITORY_LOCKED** | The repository is locked \\| archived | [Read](#a) |
| __BRANCH_PROTECTED__ | \`a &amp; b\` is a &lt;branch&gt; | |

\`\`\`md
| Name | Description |
|---|---|
| \`SAMPLE\` | Not a code |
\`\`\`

### User errors

<Table>

| Description | Name |
|---|---|
| The user is suspended | *USER\\_SUSPENDED* |

</Table>
`,
    codes: {
      REPOSITORY_LOCKED: { description: 'The repository is locked | archived' },
      BRANCH_PROTECTED: { description: '`a &amp; b` is a <branch>' },
      USER_SUSPENDED: { description: 'The user is suspended' },
    },
    notes: [`10 ${missingColumn} "Header", "Purpose".`, '18 the column "Docs" is not imported.'],
  },
  {
    style: 'shop: HTML with badges and links within the page',
    file: 'shop.html',
    text: `<!DOCTYPE html>
<html><head><title>Codes</title><script>if (a < b) document.write('<table><tr><td>no</table>')</script></head>
<body>
<!-- <table><tr><th>Code</th></tr><tr><td>HIDDEN</td></tr></table> -->
<table class="wide" data-note="a > b">
  <thead>
    <tr><th scope="col">Value</th><th scope="col">Description</th></tr>
  </thead>
  <tbody>
    <tr>
      <td><a id="blank"></a><a href="#blank"><code>BLANK</code></a></td>
      <td><p>The input value is <em>blank</em>.</p><p>Fill it in &amp; send it&nbsp;again.</p></td>
    </tr>
    <tr>
      <td><code>TAKEN</code></td>
      <td>Another <code>handle</code> exists. See <a href="https://shop.example/a?b=1&amp;c=2">handles</a>.</td>
    </tr>
    <tr>
      <td><code>TOO_BIG</code> <span class="badge">deprecated</span></td>
      <td>The file is too big.</td>
    </tr>
    <tr>
      <td><del>GONE</del></td>
      <td><strong>Deprecated:</strong> Use <code>BLANK</code>.</td>
    </tr>
  </tbody>
</table>
</body></html>
`,
    codes: {
      BLANK: { description: 'The input value is _blank_.\nFill it in & send it again.' },
      TAKEN: { description: 'Another `handle` exists. See [handles](https://shop.example/a?b=1&c=2).' },
      TOO_BIG: { description: 'The file is too big.', deprecationReason: 'No longer supported' },
      GONE: { deprecationReason: 'Use `BLANK`.' },
    },
  },
  {
    style: 'telephony: CSV with quotes, line breaks and a number for each code',
    file: 'telephony.csv',
    text:
      'Number,Error Name,Meaning,What to do,Http code\r\n' +
      '20003,PERMISSION_DENIED,"No access, sorry",Check the credentials,401\r\n' +
      '20429,TOO_MANY_REQUESTS,"Say ""slower"",\r\nor wait","Wait, then retry",429\r\n' +
      '30001,QUEUE_OVERFLOW,,,503\r\n',
    codes: {
      PERMISSION_DENIED: { description: 'No access, sorry', action: 'Check the credentials' },
      TOO_MANY_REQUESTS: { description: 'Say "slower",\nor wait', action: 'Wait, then retry' },
      QUEUE_OVERFLOW: { fault: 'server' },
    },
    notes: ['1 the column "Number" is not imported.'],
  },
  {
    style: 'chat: rows without outer pipes',
    file: 'chat.md',
    args: ['--rename', 'screaming'],
    text: `## Errors

Error | Description
---|---
\`channel_not_found\` | Value passed for \`channel\` was invalid.
\`is_archived\` | The API no longer permits the deprecated flag.
\`method_deprecated\` (deprecated since v3.2) | The method is gone.
\`user-is-bot\` | Called by a bot.
`,
    codes: {
      CHANNEL_NOT_FOUND: { description: 'Value passed for `channel` was invalid.' },
      IS_ARCHIVED: { description: 'The API no longer permits the deprecated flag.' },
      METHOD_DEPRECATED: {
        description: 'The method is gone.',
        since: '3.2',
        deprecationReason: 'No longer supported',
      },
      USER_IS_BOT: { description: 'Called by a bot.', value: 'user-is-bot' },
    },
  },
  {
    style: 'cloud: HTML without end tags, names in Pascal case',
    file: 'cloud.htm',
    args: ['--rename', 'screaming'],
    text: `<h1>Errors</h1>
<table>
<tr><th>Area<th>Error<wbr>&nbsp;Code<th>Description<th>HTTP Status Code
<tr><td rowspan="2">Access<td>Access<wbr>Denied<td>Access &#x26; more denied<td>403 Forbidden
<tr><td>IAMUserLocked<td>Locked<br>See the console<td>400 Bad Request
<tr><td>Storage<td><code>Bucket.SlowDown</code><td>Reduce <b>your</b> rate:<ul><li>reads<li>writes</ul><td>503 Slow Down
</table>
`,
    codes: {
      ACCESS_DENIED: { description: 'Access & more denied', category: 'Access', value: 'AccessDenied' },
      IAM_USER_LOCKED: { description: 'Locked\nSee the console', category: 'Access', value: 'IAMUserLocked' },
      BUCKET_SLOW_DOWN: {
        description: 'Reduce **your** rate:\n- reads\n- writes',
        category: 'Storage',
        value: 'Bucket.SlowDown',
        fault: 'server',
      },
    },
  },
  {
    style: 'RPC: JSON, an array of objects with different fields',
    file: 'rpc.json',
    text: JSON.stringify({
      version: 3,
      codes: [
        { code: 'NOT_FOUND', message: 'No such "entity"', httpStatus: 404, retryable: false },
        { code: 'UNAVAILABLE', message: 'Down', httpStatus: 503, retryable: true, tags: ['a'] },
        { code: 'OLD', deprecated: true, replacedBy: 'NOT_FOUND', since: '2.0' },
        { code: 'QUOTA', deprecated: false, details: ['QuotaDetail'], internalValue: 'quota_exceeded' },
      ],
    }),
    codes: {
      NOT_FOUND: { description: 'No such "entity"', retry: 'never' },
      UNAVAILABLE: { description: 'Down', fault: 'server', retry: 'later' },
      OLD: { deprecationReason: 'Use NOT_FOUND', replacedBy: 'NOT_FOUND', since: '2.0' },
      QUOTA: { details: ['QuotaDetail'], value: 'quota_exceeded' },
    },
    notes: ['1 "version" is not imported: it has no codes.', '1 the field "tags" is not imported.'],
  },
  {
    style: 'messages: JSON, texts by name',
    file: 'messages.json',
    text: '{\n  "NO_SEAT": "No seat is free",\n  "NO_MEAL": { "description": "No meal | drink", "value": "meal_gone" },\n  "BARE": null\n}\n',
    codes: {
      NO_SEAT: { description: 'No seat is free' },
      NO_MEAL: { description: 'No meal | drink', value: 'meal_gone' },
      BARE: {},
    },
  },
  {
    style: 'spreadsheet: TSV with a fault and a category',
    file: 'sheet.tsv',
    text: 'Group\tCode\tFault\tRetry\tSolution\nbilling\tPLAN_TOO_SMALL\tClient\tafter_fix\tBuy "more"\nbilling\tBILLING_DOWN\tserver\tlater\t—\n',
    codes: {
      PLAN_TOO_SMALL: { category: 'billing', retry: 'after_fix', action: 'Buy "more"' },
      BILLING_DOWN: { category: 'billing', fault: 'server', retry: 'later' },
    },
  },
  {
    style: 'spreadsheet: CSV with semicolons and a byte order mark',
    file: 'export.csv',
    text: '\uFEFFEnum value;Description;Deprecation\n"A_B";"one; two";\nA_C;;Use "A_B"\nA_D;;2.1\n',
    codes: {
      A_B: { description: 'one; two' },
      A_C: { deprecationReason: 'Use "A_B"' },
      A_D: { since: '2.1', deprecationReason: 'No longer supported' },
    },
  },
  {
    style: 'wiki: versions and replacements in columns',
    file: 'wiki.md',
    text: `| Code | Meaning | Since | Deprecated | Replaced by | Internal value |
|------|---------|-------|------------|-------------|----------------|
| \`WALL_WET\` | The wall is wet | 1.0.0 | no | | wet |
| \`WALL_DAMP\` | The wall is damp | 2.1.0 | yes | \`WALL_WET\` | |
| \`WALL_GONE\` | | 2.2.0 | Walls are back | none | - |
`,
    codes: {
      WALL_WET: { description: 'The wall is wet', since: '1.0.0', value: 'wet' },
      WALL_DAMP: {
        description: 'The wall is damp',
        since: '2.1.0',
        replacedBy: 'WALL_WET',
        deprecationReason: 'Use WALL_WET',
      },
      WALL_GONE: { since: '2.2.0', replacedBy: 'none', deprecationReason: 'Walls are back' },
    },
  },
  {
    style: 'read me: an HTML table in Markdown, and a quoted one',
    file: 'README.md',
    text: `# Errors

<table>
  <tr><th>Code</th><th>Description</th></tr>
  <tr>
    <td><code>IN_HTML</code></td>
    <td>A <b>b</b> | c
      <table><tr><td>in</td></tr></table>
    </td>
  </tr>
  <tr><td><code>BELOW</code></td><td>d</td></tr>
</table>

> | Code | Description |
> |------|-------------|
> | \`QUOTED\` | Text |
`,
    codes: {
      IN_HTML: { description: 'A **b** | c' },
      BELOW: { description: 'd' },
      QUOTED: { description: 'Text' },
    },
    notes: [`8 ${missingColumn} "in".`],
  },
];
