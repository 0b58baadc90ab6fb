import type { Project } from './project.js';

const folderOf = (path: string): string => path.slice(0, path.indexOf('/') + 1);
const extensionOf = (path: string): string => path.slice(path.lastIndexOf('.') + 1);

/**
 * Returns the schema files of a project as few paths and globs. A glob stands for a folder whose
 * GraphQL files are all SDL: operations of clients are no part of a schema.
 *
 * @param codes the file with the codes, which may not exist yet
 */
export function schemaFiles(
  { sdlFiles, otherFiles }: Pick<Project, 'sdlFiles' | 'otherFiles'>,
  codes: string,
): string[] {
  const paths = [...new Set([codes, ...sdlFiles.map(({ path }) => path)])];
  const patterns = paths.map((path) => {
    const [folder, extension] = [folderOf(path), extensionOf(path)];
    const isAlike = (other: string): boolean => folderOf(other) === folder && extensionOf(other) === extension;
    if (folder === '' || otherFiles.some(isAlike)) return path;
    return folder === 'schema/' || paths.filter(isAlike).length > 1 ? `${folder}**/*.${extension}` : path;
  });
  return [...new Set(patterns)];
}
