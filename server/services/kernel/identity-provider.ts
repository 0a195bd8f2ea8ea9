/** A provider with which people sign in, over OpenID Connect. */
export interface IdentityProvider {
  /** Short name in addresses. It may change. */
  readonly id: string;
  readonly name: string;
  /** URL that identifies the provider. */
  readonly issuer: string;
  /**
   * Returns the address of the provider's page.
   * @throws ProblemError provider-unavailable
   */
  begin(secrets: ProviderSecrets, redirectUri: string): Promise<string>;
  /**
   * Reads the answer that the provider gave the browser.
   * @param returned the address to which the provider sent the browser
   * @throws ProblemError provider-unavailable; provider-refused if the answer is a refusal or does not match the
   *   secrets
   */
  finish(secrets: ProviderSecrets, returned: URL): Promise<ProvidedIdentity>;
}

/** The secrets that tie an answer to the browser and the sign-in that asked for it. */
export interface ProviderSecrets {
  readonly state: string;
  readonly nonce: string;
  /** Proves to the provider that the one who redeems the code is the one who asked (PKCE). */
  readonly verifier: string;
}

/** A person as a provider names them. */
export interface ProvidedIdentity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  /** Whether the provider has confirmed the mail address. */
  readonly isVerified: boolean;
}

/** A sign-in that waits for the provider's answer. */
export interface PendingIdentity {
  readonly provider: string;
  readonly secrets: ProviderSecrets;
  /** Path to open afterwards. */
  readonly returnTo: string;
  /** The signed-in person who links the identity. Null for a sign-in. */
  readonly participantId: string | null;
}

/** A challenge that a passkey must sign. */
export interface PasskeyChallenge {
  /** The person who adds a passkey. Null for a sign-in. */
  readonly participantId: string | null;
}
