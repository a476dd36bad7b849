/**
 * The event bus: addresses, messages and their codec, and one typed client for each address. Messages are immutable
 * records: handed over as they are within a process, written as JSON between processes.
 */
package io.genisys.connector.bus;
