/**
 * @generated SignedSource<<5b91b0e6e9e2d78bec673c6e6047cd88>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ReaderInlineDataFragment } from 'relay-runtime';
export type ErrorCodeEnum = "CANNOT_DELETE_LAST_ADMIN_ROLE" | "CANNOT_REMOVE_LAST_ADMINISTRATOR" | "CANNOT_REMOVE_LAST_ADMIN_ABILITY" | "EXTERNAL_IDENTITY_DOES_NOT_EXIST" | "FAILED_TO_INVALIDATE_OLD_BACKUP_CODES" | "FAILED_TO_SAVE_VALID_BACKUP_CODE" | "GENERIC_KEY_NOT_FOUND" | "IDENTITY_VALIDATION_FAILED" | "INCONSISTENT_NAMESPACE" | "INVALID_EXTERNAL_IDENTITY" | "INVALID_LOGIN_DATA" | "INVALID_SETTING" | "INVALID_VERIFICATION_CODE" | "MFA_FAILED" | "MFA_REQUIRED" | "MISSING_DEFINITION" | "MISSING_IDENTITY_DATA" | "MISSING_PARAMETER" | "MISSING_PERMISSION" | "MISSING_PRIMARY_RUNTIME" | "NO_FREE_LICENSE_SEATS" | "NO_PRIMARY_RUNTIME" | "OUTDATED_DEFINITION" | "PRIMARY_LEVEL_NOT_FOUND" | "REGISTRATION_DISABLED" | "RUNTIME_MISMATCH" | "SECONDARY_LEVEL_NOT_FOUND" | "TERTIARY_LEVEL_EXCEEDS_PARAMETERS" | "TOTP_SECRET_ALREADY_SET" | "UNMODIFIABLE_FIELD" | "WRONG_TOTP";
import { FragmentRefs } from "relay-runtime";
export type relaySignIn_error$data = {
  readonly details: ReadonlyArray<{
    readonly __typename: "ActiveModelError";
    readonly attribute: string;
    readonly type: string;
  } | {
    readonly __typename: "MessageError";
    readonly message: string;
  } | {
    // This will never be '%other', but we need some
    // value in case none of the concrete values match.
    readonly __typename: "%other";
  }> | null | undefined;
  readonly errorCode: ErrorCodeEnum;
  readonly " $fragmentType": "relaySignIn_error";
};
export type relaySignIn_error$key = {
  readonly " $data"?: relaySignIn_error$data;
  readonly " $fragmentSpreads": FragmentRefs<"relaySignIn_error">;
};

const node: ReaderInlineDataFragment = {
  "kind": "InlineDataFragment",
  "name": "relaySignIn_error"
};

(node as any).hash = "e4f005a5170ec956bd8b7518c3ae427e";

export default node;
