/** Accounts: profiles, finding people, and their erasure. */
@NullMarked
package live.griot.identity.account;

import org.jspecify.annotations.NullMarked;
