/**
 * Checks that each subpath of the package is a file or folder of the same name, and that
 * `exports` in package.json, `src`, `paths` in tsconfig.json and `files` in tsconfig.build.json or,
 * for what needs Node.js, tsconfig.tools.json agree.
 */
import { existsSync, readdirSync } from 'node:fs';
import { manifest, readJson } from './entry-points.js';
import { reportProblems } from './report-problems.js';

const { paths } = (
  readJson('tsconfig.json') as { compilerOptions: { paths: Readonly<Record<string, readonly string[]>> } }
).compilerOptions;
const files = ['tsconfig.build.json', 'tsconfig.tools.json'].flatMap(
  (config) => (readJson(config) as { readonly files: readonly string[] }).files,
);

const isFile = (path: string): boolean => {
  const [folder, extension] = path.split('*');
  return extension === undefined
    ? existsSync(path)
    : existsSync(folder!) && readdirSync(folder!).some((file) => file.endsWith(extension));
};

/** What package.json and the two tsconfigs must contain for a subpath. */
interface Subpath {
  readonly target: unknown;
  /** The file of the source that `paths` refers to, if the sources can import the subpath. */
  readonly source?: string;
  /** Whether the build compiles the source. */
  readonly isModule: boolean;
}

/** Returns what a subpath must be, or undefined when no file has its name. */
function expectedSubpath(subpath: string): Subpath | undefined {
  const name = subpath === '.' ? 'index' : subpath.slice('./'.length);
  const path = [name, `${name}/index`].find((candidate) => existsSync(`src/${candidate}.ts`));
  if (path) {
    const target = { types: `./dist/${path}.d.ts`, default: `./dist/${path}.js` };
    return { target, source: `./src/${path}.ts`, isModule: true };
  }
  if (existsSync(`src/${name}`)) return { target: `./dist/${name}`, source: `./src/${name}`, isModule: false };
  return isFile(name) ? { target: subpath, isModule: false } : undefined;
}

const quote = (value: unknown): string => JSON.stringify(value);

/** Returns what is wrong with a subpath of `exports`. */
function checkSubpath([subpath, target]: [string, unknown]): readonly string[] {
  const expected = expectedSubpath(subpath);
  if (!expected) {
    const name = subpath.slice('./'.length);
    const sources = name.includes('.') ? `src/${name} or ${name}` : `src/${name}.ts or src/${name}/index.ts`;
    return [`package.json: no file has the name of the subpath ${quote(subpath)}. Add ${sources}, or remove it.`];
  }
  const problems: string[] = [];
  // As text, because the order of the conditions matters.
  if (quote(target) !== quote(expected.target)) {
    problems.push(
      `package.json: "exports" of ${quote(subpath)} must be ${quote(expected.target)}, in this order, got ${quote(target)}.`,
    );
  }
  const { source, isModule } = expected;
  const specifier = manifest.name + subpath.slice('.'.length);
  const mapped = paths[specifier];
  if (source && quote(mapped) !== quote([source])) {
    problems.push(
      `tsconfig.json: "paths" of ${quote(specifier)} must be ${quote([source])}, got ${quote(mapped) ?? 'nothing'}.`,
    );
  }
  const file = source?.slice('./'.length);
  if (file && isModule && !files.includes(file)) {
    problems.push(`tsconfig.build.json: "files" must contain ${quote(file)}, the source of ${quote(subpath)}.`);
  }
  return problems;
}

/** Returns the subpaths that `src` has: files at the top level, and folders with an index.ts. */
const sourceSubpaths = readdirSync('src', { withFileTypes: true })
  .filter((entry) => entry.isFile() || existsSync(`src/${entry.name}/index.ts`))
  .map(({ name }) => (name === 'index.ts' ? '.' : `./${name.replace(/\.ts$/, '')}`));

const subpaths = Object.keys(manifest.exports);
const expected = subpaths.flatMap((subpath) => expectedSubpath(subpath) ?? []);
const isExpected = (source: string): boolean => expected.some((subpath) => subpath.source === source);

reportProblems([
  ...Object.entries(manifest.exports).flatMap(checkSubpath),
  ...sourceSubpaths
    .filter((subpath) => !subpaths.includes(subpath))
    .map(
      (subpath) =>
        `package.json: "exports" has no subpath ${quote(subpath)}, which src contains. ` +
        `Add ${quote(subpath)}: ${quote(expectedSubpath(subpath)?.target)}, or move the file into a folder without index.ts.`,
    ),
  ...Object.entries(paths)
    .filter(([, [source = '']]) => source.startsWith('./src/') && !isExpected(source))
    .map(([specifier]) => `tsconfig.json: "paths" has ${quote(specifier)}, which "exports" in package.json does not.`),
  ...files
    .filter((file) => !isExpected(`./${file}`))
    .map(
      (file) =>
        `tsconfig.build.json or tsconfig.tools.json: "files" has ${quote(file)}, which is the source of no subpath.`,
    ),
]);
