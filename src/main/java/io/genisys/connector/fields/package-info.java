/**
 * What people and programs write, read field by field: from maps, lists and plain values to what they mean. All faults
 * are found at once; each names its field by its whole path and says what is allowed.
 */
package io.genisys.connector.fields;
