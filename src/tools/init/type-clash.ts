import { isTypeDefinitionNode } from 'graphql';
import { createErrorModule } from '../../module/create-error-module.js';
import { placeIn } from '../place.js';
import type { SdlFile } from './project.js';

/** A type of the project with the name of one of the module's. */
export interface TypeClash {
  readonly name: string;
  /** File, line and column. */
  readonly place: string;
}

const moduleTypes: ReadonlySet<string> = new Set(Object.values(createErrorModule().typeNames));

/** Returns the types of a project with names of the module's types, but for the enum of codes. */
export const findTypeClashes = (files: readonly SdlFile[]): TypeClash[] =>
  files.flatMap(({ definitions, path }) =>
    definitions
      .filter(isTypeDefinitionNode)
      .filter(({ name }) => name.value !== 'ErrorCodeEnum' && moduleTypes.has(name.value))
      .map(({ name }) => {
        const { line, column } = placeIn(name.loc!.source, name.loc!.start);
        return { name: name.value, place: `${path}:${line}:${column}` };
      }),
  );

/** Returns a prefix with which no type of the module has the name of one of the project. */
export function choosePrefix(files: readonly SdlFile[]): string {
  const taken = new Set(
    files.flatMap(({ definitions }) => definitions.filter(isTypeDefinitionNode)).map(({ name }) => name.value),
  );
  const isFree = (prefix: string): boolean => [...moduleTypes].every((type) => !taken.has(prefix + type));
  const prefixes = ['App', 'My', 'Own', 'Api'];
  return prefixes.find(isFree) ?? `${prefixes[0]}${taken.size}`;
}
