import type { Row } from './goals.js';
import type { Results } from './run.js';

const width = 720;
const labelWidth = 250;
const barHeight = 18;
const rowHeight = 26;
const headerHeight = 46;

const escape = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A group of bars on one scale. */
interface Group {
  readonly title: string;
  readonly unit: string;
  readonly bars: readonly { readonly label: string; readonly value: number; readonly isOwn: boolean }[];
}

function drawGroup({ title, unit, bars }: Group, top: number): string {
  const largest = Math.max(...bars.map(({ value }) => value));
  const lines = bars.map(({ label, value, isOwn }, index) => {
    const y = top + headerHeight + index * rowHeight;
    const length = Math.max(2, Math.round(((width - labelWidth - 90) * value) / largest));
    const text = value >= 10 ? value.toFixed(0) : value.toFixed(1);
    return [
      `<text x="${labelWidth - 10}" y="${y + 13}" text-anchor="end">${escape(label)}</text>`,
      `<rect x="${labelWidth}" y="${y}" width="${length}" height="${barHeight}" rx="3" class="${isOwn ? 'own' : 'other'}"/>`,
      `<text x="${labelWidth + length + 8}" y="${y + 13}">${text} ${unit}</text>`,
    ].join('\n');
  });
  return [`<text x="0" y="${top + 28}" class="title">${escape(title)}</text>`, ...lines].join('\n');
}

const heightOf = ({ bars }: Group): number => headerHeight + bars.length * rowHeight;

/** Draws what a failure costs: in a resolver, and over HTTP. Readable in light and in dark mode. */
export function drawChart({ sections }: Results): string {
  // Of two rows with the same name, graphql's own executor is first.
  const all = sections.flatMap(({ rows }) => rows).toReversed();
  const rows = new Map<string, Row>(all.map((row) => [row.name, row]));
  const bar = (label: string, name: string, isOwn: boolean) => ({ label, value: rows.get(name)!.value, isOwn });
  const groups: readonly Group[] = [
    {
      title: 'A mutation that fails, executed by graphql',
      unit: 'µs',
      bars: [
        bar('returned by hand', 'hand-written: failure', false),
        bar('failure(), checked', 'returned failure', true),
        bar('thrown MutationError', 'thrown, without stack', true),
        bar('errors plugin of Pothos', 'Pothos errors plugin', false),
        bar('top-level GraphQLError', 'top-level GraphQLError', false),
      ],
    },
    {
      title: 'The same over HTTP, CPU time of the server',
      unit: 'µs',
      bars: [
        bar('Mercurius with JIT, thrown', 'Mercurius with JIT: failure', true),
        bar('Mercurius, thrown', 'Mercurius: failure', true),
        bar('Apollo Server on Fastify, thrown', 'Apollo on Fastify: failure', true),
        bar('Apollo Server, by hand', 'Apollo standalone, by hand: failure', false),
        bar('Apollo Server, thrown', 'Apollo standalone: failure', true),
        bar('the demo', 'the demo: failure', true),
        bar('GraphQL Yoga, thrown', 'GraphQL Yoga: failure', true),
        bar('graphql-http, thrown', 'graphql-http: failure', true),
      ],
    },
  ];
  let top = 0;
  const parts = groups.map((group) => {
    const drawn = drawGroup(group, top);
    top += heightOf(group) + 14;
    return drawn;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${top}" width="${width}" height="${top}" role="img" aria-label="The time that a failed mutation takes: shorter is better">
<!-- Written by bench/chart.ts. Do not edit. -->
<style>
text { font: 13px system-ui, sans-serif; fill: #24292f }
.title { font-weight: 600; font-size: 15px }
.own { fill: #2563c9 }
.other { fill: #8c959f }
@media (prefers-color-scheme: dark) {
  text { fill: #e6edf3 }
  .own { fill: #6ea8ff }
  .other { fill: #7d8590 }
}
</style>
${parts.join('\n')}
</svg>
`;
}
