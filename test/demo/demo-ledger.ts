import { makeExecutableSchema } from '@graphql-tools/schema';
import { typeDefs } from 'graphql-error-codes';
import { createErrorLedger, type ErrorLedger } from 'graphql-error-codes/testing';
import { demoSdl } from '../../demo/generated/sdl.js';

/** Creates an empty ledger of the codes that the mutations of the demo declare. */
export const createDemoLedger = (): ErrorLedger =>
  createErrorLedger(makeExecutableSchema({ typeDefs: [typeDefs, demoSdl] }));
