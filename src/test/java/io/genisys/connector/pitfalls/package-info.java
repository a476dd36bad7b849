/**
 * What went wrong for users of other systems that do this job, tried on a whole connector: its HTTP API, event bus and
 * Docker client. Each class names the complaint. Engines are scripted where a real one cannot be made to do it.
 *
 * <p>Times are scaled down: what takes minutes there takes some of our own periods here, which each class tells.
 */
package io.genisys.connector.pitfalls;
