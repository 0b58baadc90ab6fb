import type { UserRow } from '../../database/tables.js';
import { fingerprint } from './passwords.js';

/**
 * The key under which guesses of the account's password are counted. It changes with the password,
 * so that whoever resets it starts anew.
 */
export const guessedPassword = ({ id, passwordHash }: UserRow): string => `password ${id} ${fingerprint(passwordHash)}`;

/** The key for names that no account has: their guesses are counted alike. */
export const guessedNobody = (name: string): string => `nobody ${name.trim().toLowerCase()}`;

/** The key under which guesses of the account's second factor are counted. */
export const guessedFactor = ({ id }: Pick<UserRow, 'id'>): string => `factor ${id}`;
