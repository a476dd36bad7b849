/** The words of the project as values that are valid from birth. Knows nothing but the Java platform. */
package io.genisys.connector.model;
