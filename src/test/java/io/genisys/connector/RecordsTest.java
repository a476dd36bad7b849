package io.genisys.connector;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A record of more components than can be told apart at a glance is made of groups. */
class RecordsTest {
    private static final int MOST_COMPONENTS = 7;

    @Test
    void haveAtMostSevenComponents() {
        Set<String> larger = new ClassFileImporter()
                .withImportOption(new DoNotIncludeTests()).importPackages("io.genisys.connector").stream()
                        .filter(JavaClass::isRecord)
                        .filter(record -> record.reflect().getRecordComponents().length > MOST_COMPONENTS)
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(larger).isEmpty();
    }
}
