/** The decisions, as pure functions: how many, where, which one goes first, when to try again. */
package io.genisys.connector.plan;
