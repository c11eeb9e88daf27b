#!/usr/bin/env python3
"""What reaches picket of a layer: its file, or what QGIS alone knows of it."""
import os

import support
from inside import Inside, WORLD
from qgis.core import (QgsCoordinateReferenceSystem, QgsFeature, QgsField, QgsGeometry, QgsPointXY,
                       QgsProcessingFeatureSourceDefinition, QgsProject, QgsVectorFileWriter, QgsVectorLayer)
from qgis.PyQt.QtCore import QVariant


class Layers(Inside):
    def test_a_whole_file_is_read_where_it_lies(self):
        self.run_it("buffer", INPUT=self.layer("ports.geojson"), DISTANCE="10 km")
        self.assertIn(f" {WORLD.path('ports.geojson')} ", self.told.commands[0])

    def test_selected_features_only(self):
        bases = self.layer("bases.geojson")
        first = next(bases.getFeatures())
        bases.select(first.id())
        self.assertGreater(bases.featureCount(), 1)
        result = self.run_it("buffer", INPUT=QgsProcessingFeatureSourceDefinition(bases.id(), True), DISTANCE="10 km")
        _, found = self.features(result["OUTPUT"])
        self.assertEqual([f["id"] for f in found], [first["id"]])
        self.assertEqual([f.name() for f in found[0].fields()][1:3], ["id", "name"])

    def test_selected_features_of_a_package_keep_its_fields(self):
        layer = QgsVectorLayer(self.package() + "|layername=square", "square", "ogr")
        QgsProject.instance().addMapLayer(layer)
        layer.selectAll()
        result = self.run_it("buffer", INPUT=QgsProcessingFeatureSourceDefinition(layer.id(), True), DISTANCE="1 km")
        self.assertNotIn(self.package(), self.told.commands[0])
        whole = self.run_it("buffer", INPUT=layer, DISTANCE="1 km")
        self.assertIn(self.package(), self.told.commands[1])
        self.assertEqual([f.name() for f in self.features(result["OUTPUT"])[0].fields()],
                         [f.name() for f in self.features(whole["OUTPUT"])[0].fields()])
        self.assertEqual(self.told.warnings, [])

    def test_a_whole_layer_as_models_pass_it_on(self):
        bases = self.layer("bases.geojson")
        self.run_it("buffer", INPUT=QgsProcessingFeatureSourceDefinition(bases.id(), False), DISTANCE="10 km")
        self.assertIn(f" {WORLD.path('bases.geojson')} ", self.told.commands[0])

    def test_joined_and_computed_fields_count(self):
        bases = self.layer("bases.geojson")
        bases.addExpressionField("2 * \"runway_m\"", QgsField("twice", QVariant.Int))
        _, found = self.features(self.run_it("buffer", INPUT=bases, DISTANCE="10 km")["OUTPUT"])
        self.assertEqual([f["twice"] for f in found], [2 * f["runway_m"] for f in bases.getFeatures()])

    def test_a_filter_counts(self):
        bases = self.layer("bases.geojson")
        name = next(bases.getFeatures())["id"]
        bases.setSubsetString(f"\"id\" = '{name}'")
        _, found = self.features(self.run_it("buffer", INPUT=bases, DISTANCE="10 km")["OUTPUT"])
        self.assertEqual([f["id"] for f in found], [name])

    def test_edits_that_are_not_saved_count(self):
        bases = self.layer("bases.geojson")
        before = bases.featureCount()
        bases.startEditing()
        bases.deleteFeature(next(bases.getFeatures()).id())
        _, found = self.features(self.run_it("buffer", INPUT=bases, DISTANCE="10 km")["OUTPUT"])
        bases.rollBack()
        self.assertEqual(len(found), before - 1)

    def memory(self, crs, x, y):
        layer = QgsVectorLayer(f"Point?crs={crs}&field=fid:integer&field=id:string", "in memory", "memory")
        for name in ("one", "two"):
            f = QgsFeature(layer.fields())
            f.setAttributes([7, name])  # a fid twice, as merged layers have it
            f.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
            self.assertTrue(layer.dataProvider().addFeature(f))
        return QgsProject.instance().addMapLayer(layer)

    def test_layers_without_a_file_and_in_other_coordinates(self):
        result = self.run_it("buffer", INPUT=self.memory("EPSG:32633", 500000, 5538630), DISTANCE="10 km")
        _, found = self.features(result["OUTPUT"])
        self.assertEqual([f["id"] for f in found], ["one", "two"])
        centre = found[0].geometry().centroid().asPoint()
        self.assertAlmostEqual(centre.x(), 15, 3)
        self.assertAlmostEqual(centre.y(), 50, 2)

    def test_coordinates_that_the_user_says_count(self):
        ports = self.layer("ports.geojson")
        ports.setCrs(QgsCoordinateReferenceSystem("EPSG:4258"))
        self.run_it("buffer", INPUT=ports, DISTANCE="10 km")
        self.assertNotIn(f" {WORLD.path('ports.geojson')} ", self.told.commands[0])

    def package(self):
        """Two layers in a file."""
        path = WORLD.path("two.gpkg")
        if not os.path.exists(path):
            for name in ("square", "ring"):
                options = QgsVectorFileWriter.SaveVectorOptions()
                options.driverName, options.layerName = "GPKG", name
                if os.path.exists(path):
                    options.actionOnExistingFile = QgsVectorFileWriter.CreateOrOverwriteLayer
                error = QgsVectorFileWriter.writeAsVectorFormatV3(self.layer(f"{name}.geojson", False), path,
                                                                  QgsProject.instance().transformContext(), options)
                self.assertEqual(error[0], QgsVectorFileWriter.NoError, error)
        return path

    def test_a_layer_among_several_in_a_file(self):
        path = self.package()
        result = self.run_it("buffer", INPUT=f"{path}|layername=square", DISTANCE="1 km")
        self.assertIn(" --layer=square ", self.told.commands[0])
        self.assertEqual([f["name"] for f in self.features(result["OUTPUT"])[1]], ["Square"])
        # reach has no option for it, so it gets a copy.
        result = self.run_it("reach", BASE="15,50", RADIUS="200 km", CLOSED=f"{path}|layername=square")
        self.assertNotIn(path, self.told.commands[1])
        _, plain = self.features(self.run_it("reach", BASE="15,50", RADIUS="200 km", CLOSED=WORLD.path("square.geojson"))["OUTPUT"])
        self.assertEqual(self.features(result["OUTPUT"])[1][0]["area_km2"], plain[0]["area_km2"])

    def test_bases_from_a_layer(self):
        bases = self.layer("bases.geojson")
        _, found = self.features(self.run_it("reach", BASE_LAYER=bases, RADIUS="100 km")["OUTPUT"])
        self.assertEqual([f["base"] for f in found], [f["icao"] for f in bases.getFeatures()])


if __name__ == "__main__":
    support.main()
