/**
 * @generated SignedSource<<c53c63cbb6d49f1637130db36c1963be>>
 * @lightSyntaxTransform
 */

/* tslint:disable */
/* eslint-disable */
// @ts-nocheck

import { ConcreteRequest } from 'relay-runtime';
import { FragmentRefs } from "relay-runtime";
export type MfaType = "BACKUP_CODE" | "TOTP";
export type UsersLoginInput = {
  clientMutationId?: string | null | undefined;
  email?: string | null | undefined;
  mfa?: MfaInput | null | undefined;
  password: string;
  username?: string | null | undefined;
};
export type MfaInput = {
  type: MfaType;
  value: string;
};
export type relaySignInMutation$variables = {
  input: UsersLoginInput;
};
export type relaySignInMutation$data = {
  readonly usersLogin: {
    readonly errors: ReadonlyArray<{
      readonly " $fragmentSpreads": FragmentRefs<"relaySignIn_error">;
    }>;
    readonly userSession: {
      readonly id: any;
      readonly token: string | null | undefined;
    } | null | undefined;
  } | null | undefined;
};
export type relaySignInMutation = {
  response: relaySignInMutation$data;
  variables: relaySignInMutation$variables;
};

const node: ConcreteRequest = (function(){
var v0 = [
  {
    "defaultValue": null,
    "kind": "LocalArgument",
    "name": "input"
  }
],
v1 = [
  {
    "kind": "Variable",
    "name": "input",
    "variableName": "input"
  }
],
v2 = {
  "alias": null,
  "args": null,
  "concreteType": "UserSession",
  "kind": "LinkedField",
  "name": "userSession",
  "plural": false,
  "selections": [
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "id",
      "storageKey": null
    },
    {
      "alias": null,
      "args": null,
      "kind": "ScalarField",
      "name": "token",
      "storageKey": null
    }
  ],
  "storageKey": null
},
v3 = [
  {
    "alias": null,
    "args": null,
    "kind": "ScalarField",
    "name": "errorCode",
    "storageKey": null
  },
  {
    "alias": null,
    "args": null,
    "concreteType": null,
    "kind": "LinkedField",
    "name": "details",
    "plural": true,
    "selections": [
      {
        "alias": null,
        "args": null,
        "kind": "ScalarField",
        "name": "__typename",
        "storageKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "attribute",
            "storageKey": null
          },
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "type",
            "storageKey": null
          }
        ],
        "type": "ActiveModelError",
        "abstractKey": null
      },
      {
        "kind": "InlineFragment",
        "selections": [
          {
            "alias": null,
            "args": null,
            "kind": "ScalarField",
            "name": "message",
            "storageKey": null
          }
        ],
        "type": "MessageError",
        "abstractKey": null
      }
    ],
    "storageKey": null
  }
];
return {
  "fragment": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Fragment",
    "metadata": null,
    "name": "relaySignInMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "UsersLoginPayload",
        "kind": "LinkedField",
        "name": "usersLogin",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Error",
            "kind": "LinkedField",
            "name": "errors",
            "plural": true,
            "selections": [
              {
                "kind": "InlineDataFragmentSpread",
                "name": "relaySignIn_error",
                "selections": (v3/*:: as any*/),
                "args": null,
                "argumentDefinitions": []
              }
            ],
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ],
    "type": "Mutation",
    "abstractKey": null
  },
  "kind": "Request",
  "operation": {
    "argumentDefinitions": (v0/*:: as any*/),
    "kind": "Operation",
    "name": "relaySignInMutation",
    "selections": [
      {
        "alias": null,
        "args": (v1/*:: as any*/),
        "concreteType": "UsersLoginPayload",
        "kind": "LinkedField",
        "name": "usersLogin",
        "plural": false,
        "selections": [
          (v2/*:: as any*/),
          {
            "alias": null,
            "args": null,
            "concreteType": "Error",
            "kind": "LinkedField",
            "name": "errors",
            "plural": true,
            "selections": (v3/*:: as any*/),
            "storageKey": null
          }
        ],
        "storageKey": null
      }
    ]
  },
  "params": {
    "cacheID": "17e44a1d35f63a87eed1cf2e6c57bbb6",
    "id": null,
    "metadata": {},
    "name": "relaySignInMutation",
    "operationKind": "mutation",
    "text": "mutation relaySignInMutation(\n  $input: UsersLoginInput!\n) {\n  usersLogin(input: $input) {\n    userSession {\n      id\n      token\n    }\n    errors {\n      ...relaySignIn_error\n    }\n  }\n}\n\nfragment relaySignIn_error on Error {\n  errorCode\n  details {\n    __typename\n    ... on ActiveModelError {\n      attribute\n      type\n    }\n    ... on MessageError {\n      message\n    }\n  }\n}\n"
  }
};
})();

(node as any).hash = "461e8cef2ed0ebe63a4726d85a74a3da";

export default node;
