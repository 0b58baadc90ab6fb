/**
 * Checks the changesets in `.changeset` without git: each must parse, name this package and say
 * what changes.
 */
import getReleasePlan from '@changesets/get-release-plan';
import { reportProblems } from './report-problems.js';

const advice = 'Write the file with "npm run changeset".';

async function findProblems(): Promise<readonly string[]> {
  try {
    const { changesets } = await getReleasePlan(process.cwd());
    return changesets
      .filter(({ summary }) => summary.trim() === '')
      .map(({ id }) => `.changeset/${id}.md must say what changes for users of the package. ${advice}`);
  } catch (error) {
    return [`.changeset: ${(error as Error).message}\n${advice}`];
  }
}

reportProblems(await findProblems());
