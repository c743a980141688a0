// SPDX-FileCopyrightText: Sessionscope contributors
// SPDX-License-Identifier: Apache-2.0

#include "core/scenario/catalogue.h"
#include "core/scenario/check.h"
#include "core/scenario/plan_format.h"
#include "core/scenario/run_spec.h"

#include <QFile>
#include <QTest>

#include <set>

using namespace sessionscope;
using namespace sessionscope::scenario;
using nlohmann::json;

namespace {

json schema()
{
    QFile file(QStringLiteral(PLAN_SCHEMA_FILE));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    return json::parse(file.readAll().toStdString(), nullptr, false);
}

template <class Names> std::set<std::string> setOf(const Names &names)
{
    std::set<std::string> set;
    for (const auto &name : names)
        set.emplace(name);
    return set;
}

std::set<std::string> keysOf(const json &object)
{
    std::set<std::string> keys;
    for (const auto &[key, value] : object.items())
        keys.insert(key);
    return keys;
}

bool hasBounds(const json &node, const char *least, const char *most, Bounds bounds)
{
    return node.value(least, std::uint64_t(0)) == bounds.least
        && node.value(most, std::uint64_t(0)) == bounds.most;
}

} // namespace

class CatalogueTest : public QObject
{
    Q_OBJECT

private slots:
    void everyBuiltInPlanRunsUnderEveryProfile_data()
    {
        QTest::addColumn<QByteArray>("id");
        for (const BuiltIn &plan : builtInPlans())
            QTest::newRow(plan.id.data()) << QByteArray(plan.id.data(), int(plan.id.size()));
    }

    void everyBuiltInPlanRunsUnderEveryProfile()
    {
        QFETCH(QByteArray, id);
        const auto plan = findPlan(id.constData());
        QVERIFY2(plan.has_value(), plan ? "" : plan.error().text().c_str());
        QCOMPARE(plan->id, id.toStdString());
        QVERIFY(!plan->title.empty());
        QVERIFY(plan->purpose.ends_with('.'));
        QVERIFY(!plan->checks.empty());
        for (const routing::Profile &profile : routing::profiles()) {
            Overrides overrides;
            overrides.profile = profile.name;
            const auto run = resolve(*plan, overrides);
            QVERIFY2(run.has_value(), run ? "" : run.error().text().c_str());
        }
    }

    void holdsEveryScenarioOfTheProduct()
    {
        std::set<std::string> ids;
        for (const BuiltIn &plan : builtInPlans())
            QVERIFY(ids.emplace(plan.id).second);
        for (const char *id : {"restart", "restart-kill", "single-replica", "non-kubernetes", "cross-proxy",
                               "upstream-e2e", "upstream-e2e-close", "restart-pod", "reschedule-pod",
                               "scale-down", "rolling-update", "dns-missing", "no-shared-store", "store-down",
                               "store-flush", "session-expiry", "delete-session", "starvation"})
            QVERIFY2(ids.contains(id), id);
    }

    void anUnknownIdIsAnsweredWithTheNearest()
    {
        const auto plan = findPlan("restrat");
        QVERIFY(!plan.has_value());
        QVERIFY(plan.error().code == ErrorCode::NotFound);
        QCOMPARE(plan.error().hint, std::string("did you mean 'restart'?"));
    }

    void theSchemaAgreesWithTheParserOnTheWholePlan()
    {
        const json document = schema();
        QVERIFY(document.is_object());
        const json &properties = document["properties"];
        QVERIFY(keysOf(properties) == setOf(plan_format::kPlanFields));
        QVERIFY(setOf(document["required"]) == setOf(plan_format::kPlanRequired));
        QVERIFY(hasBounds(properties["id"], "minLength", "maxLength", plan_format::kIdLength));
        QVERIFY(hasBounds(properties["title"], "minLength", "maxLength", plan_format::kTitleLength));
        QVERIFY(hasBounds(properties["purpose"], "minLength", "maxLength", plan_format::kPurposeLength));
        QVERIFY(hasBounds(properties["$schema"], "minLength", "maxLength", plan_format::kSchemaLength));
        QVERIFY(hasBounds(properties["seed"], "minimum", "maximum", plan_format::kSeed));
        QVERIFY(hasBounds(properties["clients"], "minItems", "maxItems", plan_format::kClientGroups));
        QVERIFY(hasBounds(properties["steps"], "minItems", "maxItems", plan_format::kSteps));
        QVERIFY(hasBounds(properties["checks"], "minItems", "maxItems", plan_format::kChecks));

        std::set<std::string> ids;
        for (const Check &check : checks())
            ids.emplace(check.id);
        QVERIFY(setOf(properties["checks"]["items"]["enum"]) == ids);
    }

    void theSchemaAgreesWithTheParserOnClientsAndCluster()
    {
        const json definitions = schema()["$defs"];
        const json &clients = definitions["clients"]["properties"];
        QVERIFY(keysOf(clients) == setOf(plan_format::kClientFields));
        QVERIFY(setOf(clients["behaviour"]["enum"]) == setOf(plan_format::kBehaviours));
        QVERIFY(setOf(clients["connection"]["enum"]) == setOf(plan_format::kConnections));
        QVERIFY(hasBounds(clients["count"], "minimum", "maximum", plan_format::kClientsOfGroup));
        QVERIFY(keysOf(definitions["cluster"]["properties"])
                == keysOf(cluster::toJson(cluster::ClusterSpec())));
        QCOMPARE(definitions["cluster"]["additionalProperties"].get<bool>(), false);
    }

    void theSchemaAgreesWithTheParserOnEveryStep()
    {
        const json document = schema();
        const json &definitions = document["$defs"];
        std::set<std::string> offered;
        for (const json &choice : document["properties"]["steps"]["items"]["oneOf"])
            offered.insert(choice["$ref"].get<std::string>());

        QCOMPARE(offered.size(), plan_format::stepFormats().size());
        for (const plan_format::StepFormat &format : plan_format::stepFormats()) {
            const std::string name = "step-" + std::string(format.verb);
            QVERIFY2(offered.contains("#/$defs/" + name), name.c_str());
            const json &step = definitions[name];
            QCOMPARE(step["properties"]["do"]["const"].get<std::string>(), std::string(format.verb));
            QVERIFY2(keysOf(step["properties"]) == setOf(format.fields), name.c_str());
            QVERIFY2(setOf(step["required"]) == setOf(format.required), name.c_str());
            QCOMPARE(step["additionalProperties"].get<bool>(), false);
        }
        const json &call = definitions["step-call"]["properties"];
        QVERIFY(hasBounds(call["times"], "minimum", "maximum", plan_format::kTimes));
        QVERIFY(hasBounds(call["tool"], "minLength", "maxLength", plan_format::kToolLength));
        QVERIFY(setOf(definitions["step-restart-proxy"]["properties"]["how"]["enum"])
                == setOf(plan_format::kHows));
        QVERIFY(hasBounds(definitions["index"], "minimum", "maximum", plan_format::kIndex));
        QVERIFY(hasBounds(definitions["replicas"], "minimum", "maximum", plan_format::kReplicas));
    }
};

QTEST_APPLESS_MAIN(CatalogueTest)
#include "catalogue_test.moc"
