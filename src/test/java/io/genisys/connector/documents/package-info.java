/** Checks that the documents of the repository are true: their links, the names in them, and what they show. */
package io.genisys.connector.documents;
