import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const folder = 'test/client/recipes';
const docs = readFileSync('docs/client.md', 'utf8');

const recipes = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));

it.each(recipes)('docs/client.md has the recipe %s as it is run', (file) => {
  expect(docs).toContain(`\n\`\`\`ts\n// ${file}\n${readFileSync(`${folder}/${file}`, 'utf8')}\`\`\`\n`);
});

it('docs/client.md selects what the recipes select', () => {
  expect(docs).toContain(`\n\`\`\`graphql\n${readFileSync(`${folder}/sign-in.graphql`, 'utf8')}\`\`\`\n`);
});
