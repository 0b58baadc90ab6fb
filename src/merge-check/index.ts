export { checkMerge, describeFinding, MergeError, type MergeCheckOptions, type MergedModule } from './check-merge.js';
export type { MergeFinding, MergeRule, MergeTarget } from './finding.js';
export type { MergeInput, NamedMergeInput, TypeDefs } from './input.js';
