import type { DeprecatedErrorCodeName, ErrorCodeName } from '../generated/error-code-name.js';

/** The area of the product that a code belongs to: the fallback for a code without its own text. */
export type ErrorCategory =
  'authentication' | 'mfa' | 'identity' | 'permission' | 'input' | 'namespace' | 'runtime' | 'flow';

/**
 * The side at fault. `client`: the request, or the caller's permissions. `server`: this server or a
 * system behind it; the same request could have succeeded. Page somebody for `server` only.
 */
export type ErrorFault = 'client' | 'server';

/**
 * Whether sending the request again can help. `never`: not for this caller. `after_fix`: once the
 * caller has done what `action` says. `later`: unchanged, after a while.
 */
export type ErrorRetry = 'never' | 'after_fix' | 'later';

/** The metadata of a code. Its name and description are in the SDL. */
export interface CatalogueEntry {
  /** The value that resolvers handle: `snake_case`, unique, and never sent to a client. */
  readonly value: string;
  readonly category: ErrorCategory;
  readonly fault: ErrorFault;
  readonly retry: ErrorRetry;
  /** What the user can do now, in English. */
  readonly action: string;
  /** Only for a code that the SDL deprecates. The SDL has the reason. */
  readonly deprecation?: Deprecation;
}

/** The metadata of a deprecation. Its reason is in the SDL. */
export interface Deprecation {
  /** The first version of this package that deprecates the code: `0.1.0`. */
  readonly since: string;
  /** The code to use instead, or `none` where no other code means the same. */
  readonly replacedBy: Exclude<ErrorCodeName, DeprecatedErrorCodeName> | 'none';
}

/**
 * One entry for each value of `ErrorCodeEnum`, with a `deprecation` where the SDL deprecates the
 * code. A missing, an extra or a wrong entry is a compile error.
 */
export type Catalogue = {
  readonly [Name in ErrorCodeName]: Name extends DeprecatedErrorCodeName
    ? CatalogueEntry & { readonly deprecation: Deprecation }
    : CatalogueEntry & { readonly deprecation?: never };
};

/** The metadata of every code, by name. */
export const catalogue = {
  CANNOT_DELETE_LAST_ADMIN_ROLE: {
    value: 'cannot_delete_last_admin_role',
    category: 'namespace',
    fault: 'client',
    retry: 'after_fix',
    action: 'Give a member another role that may administer the namespace, then delete this one.',
  },
  CANNOT_REMOVE_LAST_ADMINISTRATOR: {
    value: 'cannot_remove_last_administrator',
    category: 'namespace',
    fault: 'client',
    retry: 'after_fix',
    action: 'Make another member an administrator first, then repeat the change.',
  },
  CANNOT_REMOVE_LAST_ADMIN_ABILITY: {
    value: 'cannot_remove_last_admin_ability',
    category: 'namespace',
    fault: 'client',
    retry: 'after_fix',
    action: 'Grant the administrator ability to another role that has members, then take it from this one.',
  },
  EXTERNAL_IDENTITY_DOES_NOT_EXIST: {
    value: 'external_identity_does_not_exist',
    category: 'identity',
    fault: 'client',
    retry: 'after_fix',
    action: 'Register with this provider first, or sign in the way you did before.',
  },
  FAILED_TO_INVALIDATE_OLD_BACKUP_CODES: {
    value: 'failed_to_invalidate_old_backup_codes',
    category: 'mfa',
    fault: 'server',
    retry: 'later',
    action: 'Keep your present backup codes: they still work. Try again later.',
  },
  FAILED_TO_SAVE_VALID_BACKUP_CODE: {
    value: 'failed_to_save_valid_backup_code',
    category: 'mfa',
    fault: 'server',
    retry: 'later',
    action: 'Keep your present backup codes: they still work. Try again later.',
  },
  GENERIC_KEY_NOT_FOUND: {
    value: 'generic_key_not_found',
    category: 'flow',
    fault: 'client',
    retry: 'after_fix',
    action: 'Choose a generic key that the function declares; spelling and case count.',
  },
  IDENTITY_VALIDATION_FAILED: {
    value: 'identity_validation_failed',
    category: 'identity',
    fault: 'client',
    retry: 'after_fix',
    action: 'Start the sign-in with the provider again: its confirmation is used up, expired or was refused.',
  },
  INCONSISTENT_NAMESPACE: {
    value: 'inconsistent_namespace',
    category: 'namespace',
    fault: 'client',
    retry: 'after_fix',
    action: 'Choose only things that belong to the same namespace.',
  },
  INVALID_EXTERNAL_IDENTITY: {
    value: 'invalid_external_identity',
    category: 'identity',
    fault: 'server',
    retry: 'later',
    action: 'Sign in another way: the provider did not say who you are. Tell the operator if it stays so.',
  },
  INVALID_LOGIN_DATA: {
    value: 'invalid_login_data',
    category: 'authentication',
    fault: 'client',
    retry: 'after_fix',
    action: 'Check the marked fields. When signing in: check name and password, or reset the password.',
  },
  INVALID_SETTING: {
    value: 'invalid_setting',
    category: 'input',
    fault: 'client',
    retry: 'after_fix',
    action: 'Correct the marked value and save again.',
  },
  INVALID_VERIFICATION_CODE: {
    value: 'invalid_verification_code',
    category: 'authentication',
    fault: 'client',
    retry: 'after_fix',
    action: 'Ask for a new link or code: this one is expired, already used or incomplete.',
  },
  MFA_FAILED: {
    value: 'mfa_failed',
    category: 'mfa',
    fault: 'client',
    retry: 'after_fix',
    action: 'Enter the current code of your authenticator app, or a backup code that you have not used yet.',
  },
  MFA_REQUIRED: {
    value: 'mfa_required',
    category: 'mfa',
    fault: 'client',
    retry: 'after_fix',
    action: 'Confirm this change with a code of your authenticator app or a backup code.',
  },
  MISSING_DEFINITION: {
    value: 'missing_definition',
    category: 'runtime',
    fault: 'client',
    retry: 'after_fix',
    action: 'Choose a runtime that offers everything the primary runtime does, or install what it lacks.',
  },
  MISSING_IDENTITY_DATA: {
    value: 'missing_identity_data',
    category: 'identity',
    fault: 'client',
    retry: 'after_fix',
    action:
      'Add the missing data to your profile at the provider and allow this site to read it, or register without it.',
  },
  MISSING_PARAMETER: {
    value: 'missing_parameter',
    category: 'input',
    fault: 'client',
    retry: 'after_fix',
    action: 'Fill in the marked fields.',
  },
  MISSING_PERMISSION: {
    value: 'missing_permission',
    category: 'permission',
    fault: 'client',
    retry: 'after_fix',
    action: 'Sign in, or ask an administrator to give you access.',
  },
  MISSING_PRIMARY_RUNTIME: {
    value: 'missing_primary_runtime',
    category: 'runtime',
    fault: 'client',
    retry: 'after_fix',
    action: 'Set a primary runtime in the project, then assign further runtimes.',
  },
  NO_FREE_LICENSE_SEATS: {
    value: 'no_free_license_seats',
    category: 'namespace',
    fault: 'client',
    retry: 'after_fix',
    action: 'Remove a member or extend the license, then invite again.',
  },
  NO_PRIMARY_RUNTIME: {
    value: 'no_primary_runtime',
    category: 'runtime',
    fault: 'client',
    retry: 'after_fix',
    action: 'Set a primary runtime in the project, then create the flow.',
  },
  OUTDATED_DEFINITION: {
    value: 'outdated_definition',
    category: 'runtime',
    fault: 'client',
    retry: 'after_fix',
    action: 'Update the runtime, or choose one that is as new as the primary runtime.',
  },
  PRIMARY_LEVEL_NOT_FOUND: {
    value: 'primary_level_not_found',
    category: 'flow',
    fault: 'client',
    retry: 'after_fix',
    action: 'Choose the source of the value again: the branch that it pointed to is gone.',
    deprecation: { since: '0.1.0', replacedBy: 'none' },
  },
  REGISTRATION_DISABLED: {
    value: 'registration_disabled',
    category: 'permission',
    fault: 'client',
    retry: 'never',
    action: 'Ask an administrator of this site for an account.',
  },
  RUNTIME_MISMATCH: {
    value: 'runtime_mismatch',
    category: 'runtime',
    fault: 'client',
    retry: 'after_fix',
    action: "Use only building blocks of the project's primary runtime.",
  },
  SECONDARY_LEVEL_NOT_FOUND: {
    value: 'secondary_level_not_found',
    category: 'flow',
    fault: 'client',
    retry: 'after_fix',
    action: 'Choose the source of the value again: the step that it pointed to is gone.',
    deprecation: { since: '0.1.0', replacedBy: 'none' },
  },
  TERTIARY_LEVEL_EXCEEDS_PARAMETERS: {
    value: 'tertiary_level_exceeds_parameters',
    category: 'flow',
    fault: 'client',
    retry: 'after_fix',
    action: 'Choose the source of the value again: the step has no such parameter.',
    deprecation: { since: '0.1.0', replacedBy: 'none' },
  },
  TOTP_SECRET_ALREADY_SET: {
    value: 'totp_secret_already_set',
    category: 'mfa',
    fault: 'client',
    retry: 'never',
    action: 'Nothing to do: your authenticator app is already set up.',
  },
  UNMODIFIABLE_FIELD: {
    value: 'unmodifiable_field',
    category: 'permission',
    fault: 'client',
    retry: 'after_fix',
    action: 'Leave this field as it is, or ask another administrator to change it.',
  },
  WRONG_TOTP: {
    value: 'wrong_totp',
    category: 'mfa',
    fault: 'client',
    retry: 'after_fix',
    action: 'Wait for the next code of your authenticator app and enter it. Check that its clock is right.',
  },
} as const;

// Apart from the declaration, whose type isolatedDeclarations has to see.
catalogue satisfies Catalogue;
