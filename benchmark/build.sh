# Read by the scripts beside it, in the project's folder: compiles what they run and sets CLASSES, unless nothing changed.
if [ ! -f benchmark/target/classpath ] \
    || [ -n "$(find pom.xml benchmark/pom.xml benchmark/src stix-model/src/main -newer benchmark/target/classpath | head -n 1)" ]; then
    mvn -B -ntp -q -pl benchmark -am -Dmaven.test.skip=true -Dspotless.check.skip=true \
        -Dmdep.outputFile=target/classpath compile dependency:build-classpath
fi
CLASSES=benchmark/target/classes:$(cat benchmark/target/classpath)
