/** What is wanted: the definitions and numbers of services. */
package io.genisys.connector.catalog;
