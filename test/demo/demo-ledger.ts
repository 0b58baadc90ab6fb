import { makeExecutableSchema } from '@graphql-tools/schema';
import { typeDefs } from 'graphql-error-codes';
import { createErrorLedger, type ErrorLedger } from 'graphql-error-codes/testing';
import { demoSdl } from '../../demo/generated/sdl.js';

const schema = makeExecutableSchema({ typeDefs: [typeDefs, demoSdl] });

/** Creates an empty ledger of the codes that the mutations of the demo declare. */
export const createDemoLedger = (): ErrorLedger => createErrorLedger(schema);
