/** What a Compose file means here: field by field taken, ignored or refused, each with its reason. */
package io.genisys.connector.compose;
