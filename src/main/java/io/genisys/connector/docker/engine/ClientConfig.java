package io.genisys.connector.docker.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.AuthConfigurations;
import com.github.dockerjava.core.DockerClientConfig;
import com.github.dockerjava.core.RemoteApiVersion;
import java.net.URI;
import java.util.function.Supplier;

/**
 * What docker-java has to know, and nothing that it would find for itself in the environment or in the user's files. It
 * asks for the version at each call.
 */
final class ClientConfig implements DockerClientConfig {
    /** One for all clients: by default each would have a copy, which learns docker-java's classes again. */
    private static final ObjectMapper JSON = DockerClientConfig.getDefaultObjectMapper();

    private final URI url;
    private final Supplier<RemoteApiVersion> version;

    ClientConfig(URI url, Supplier<RemoteApiVersion> version) {
        this.url = url;
        this.version = version;
    }

    @Override
    public URI getDockerHost() {
        return url;
    }

    @Override
    public ObjectMapper getObjectMapper() {
        return JSON;
    }

    @Override
    public RemoteApiVersion getApiVersion() {
        return version.get();
    }

    @Override
    public String getRegistryUsername() {
        return "";
    }

    @Override
    public String getRegistryPassword() {
        return "";
    }

    @Override
    public String getRegistryEmail() {
        return "";
    }

    @Override
    public String getRegistryUrl() {
        return "";
    }

    /** docker-java would send it with each create as well: a pull brings its own. */
    @Override
    public AuthConfig effectiveAuthConfig(String imageName) {
        return null;
    }

    @Override
    public AuthConfigurations getAuthConfigurations() {
        return new AuthConfigurations();
    }

    /** The transport gets it in another way. */
    @Override
    @SuppressWarnings("deprecation") // the interface wants the deprecated type
    public com.github.dockerjava.core.SSLConfig getSSLConfig() {
        return null;
    }
}
