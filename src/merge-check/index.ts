export { checkMerge, type MergeCheckOptions, type MergedModule } from './check-merge.js';
export { describeFinding, MergeError, type MergeFinding, type MergeRule } from './finding.js';
export type { MergeInput, NamedMergeInput } from './input.js';
export type { MergeTarget } from './merge.js';
export type { TypeDefs } from './sdl-part.js';
