import * as fc from 'fast-check';
import { getLocation, Source } from 'graphql';
import { diffSchemas } from 'graphql-error-codes/tools';
import { expect, it } from 'vitest';

it('a finding is at the line and column that graphql has for it, whatever the line breaks before it', async () => {
  const between = fc.array(fc.constantFrom('\n', '\r', '\r\n', ' ', '"é😀" ', '# x\n'), { minLength: 1, maxLength: 6 });
  // A description stands before a value, once.
  const gap = between.map(
    (parts) => ` ${parts.filter((part, index) => !part.startsWith('"') || index === parts.length - 1).join('')}`,
  );
  const before = 'type Query { a: Int } enum ErrorCodeEnum { KEPT }';
  await fc.assert(
    fc.asyncProperty(fc.array(gap, { maxLength: 8 }), async (gaps) => {
      const values = gaps.map((text, index) => `${text}ADDED_${index}`);
      const after = `type Query { a: Int } enum ErrorCodeEnum { KEPT${values.join('')}\n}`;
      const { findings } = await diffSchemas({ text: before }, { name: 'after', text: after });
      const source = new Source(after);
      expect(findings.map(({ place }) => place)).toEqual(
        values.map((_, index) => ({ file: 'after', ...getLocation(source, after.indexOf(`ADDED_${index}`)) })),
      );
    }),
  );
});
