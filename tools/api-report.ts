/**
 * Writes the API report of each entry point to `api-reports`, from the declarations in
 * `.build/types`. With `--check` it writes nothing, and fails when a report is out of date.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  Extractor,
  ExtractorConfig,
  ExtractorLogLevel,
  type ExtractorMessage,
  type IExtractorMessagesConfig,
} from '@microsoft/api-extractor';
import { entryPoints, readJson, type EntryPoint } from './entry-points.js';
import { reportProblems } from './report-problems.js';

const declarations = '.build/types';
const reports = 'api-reports';
const fresh = '.build/api-reports';

const error = { logLevel: ExtractorLogLevel.Error };
const none = { logLevel: ExtractorLogLevel.None };
const messages: IExtractorMessagesConfig = {
  compilerMessageReporting: { default: error },
  extractorMessageReporting: {
    default: error,
    // Every export is public.
    'ae-missing-release-tag': none,
    // TypeDoc checks these for all entry points together: a type of the main entry may be used in
    // another one.
    'ae-forgotten-export': none,
    'ae-undocumented': none,
    'ae-unresolved-link': none,
  },
  // TypeDoc reads the docstrings, too.
  tsdocMessageReporting: { default: none },
};

const { compilerOptions } = readJson('tsconfig.json') as { compilerOptions: Record<string, unknown> };

const configure = ({ name, path }: EntryPoint): ExtractorConfig =>
  ExtractorConfig.prepare({
    packageJsonFullPath: resolve('package.json'),
    configObjectFullPath: undefined,
    configObject: {
      projectFolder: resolve('.'),
      mainEntryPointFilePath: resolve(declarations, `${path}.d.ts`),
      newlineKind: 'lf',
      compiler: {
        overrideTsconfig: {
          compilerOptions: { ...compilerOptions, types: [], paths: {} },
          files: [resolve(declarations, `${path}.d.ts`)],
        },
      },
      apiReport: {
        enabled: true,
        reportFileName: `${name}.api.md`,
        reportFolder: resolve(reports),
        reportTempFolder: resolve(fresh),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages,
    },
  });

/** Returns what is wrong with an entry point, and writes its report when `isCheck` is false. */
function report(entryPoint: EntryPoint, isCheck: boolean): readonly string[] {
  const problems: string[] = [];
  const { apiReportChanged } = Extractor.invoke(configure(entryPoint), {
    localBuild: !isCheck,
    messageCallback(message: ExtractorMessage) {
      message.handled = true;
      if (message.logLevel === ExtractorLogLevel.Error) {
        problems.push(`${entryPoint.specifier}: ${message.formatMessageWithLocation(resolve('.'))}`);
      }
    },
  });
  if (isCheck && apiReportChanged) {
    problems.push(
      `${reports}/${entryPoint.name}.api.md is out of date: the public API of ${entryPoint.specifier} changed. ` +
        'Run "npm run generate:api", review the difference and commit it.',
    );
  }
  return problems;
}

const isCheck = process.argv.includes('--check');
mkdirSync(reports, { recursive: true });
const problems = entryPoints.flatMap((entryPoint) => report(entryPoint, isCheck));

const expected = new Set(entryPoints.map(({ name }) => `${name}.api.md`));
for (const file of readdirSync(reports).filter((name) => !expected.has(name))) {
  if (isCheck) problems.push(`${reports}/${file} belongs to no entry point. Run "npm run generate:api".`);
  else rmSync(`${reports}/${file}`);
}

reportProblems(problems);
