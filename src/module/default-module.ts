import { createErrorModule, type ErrorModule } from './create-error-module.js';
import type { ErrorModuleResolvers } from './resolver-maps.js';

const defaultModule: ErrorModule = createErrorModule();

/** The SDL of the module with its default options. */
export const typeDefs: string = defaultModule.typeDefs;

/** The resolvers of the module with its default options. */
export const resolvers: ErrorModuleResolvers = defaultModule.resolvers;
