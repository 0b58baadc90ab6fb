import { lintDocuments } from 'graphql-error-codes/tools';
import { describe, expect, it } from 'vitest';

const schema = {
  text: 'type Query { ok: Boolean } type Mutation { paint: Paint } type Paint { errors: [Error!]! ok: Boolean }',
};

describe('lintDocuments', () => {
  it('checks texts, also of the same name', async () => {
    const texts = [
      { text: 'mutation { paint { ok } }' },
      { text: '\nmutation { paint { ok } }' },
      { name: 'view.graphql', text: 'mutation {' },
    ];
    const { findings, ...counts } = await lintDocuments(texts, { schema });
    expect(findings.map(({ place }) => place)).toEqual([
      { file: 'text', line: 1, column: 12 },
      { file: 'text', line: 2, column: 12 },
      { file: 'view.graphql', line: 1, column: 11 },
    ]);
    expect(counts).toEqual({ mutations: 2, otherMutations: 0, files: 3, documents: 2 });
  });

  it('names its own option when there is no mutation', async () => {
    const query = [{ text: '{ ok }' }];
    const { findings } = await lintDocuments(query, { schema });
    expect(findings).toEqual([
      {
        level: 'error',
        coordinate: 'Mutation',
        message:
          'No mutation was found in 1 file with 1 GraphQL document. Pass the files that have mutations, or use "allowEmpty".',
        place: null,
      },
    ]);
    expect((await lintDocuments(query, { schema, allowEmpty: true })).findings).toEqual([]);
  });
});
