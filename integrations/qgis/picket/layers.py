"""Layers of QGIS as files that picket reads: the file itself where it says the same, or a copy of what QGIS shows."""
import os
import re

from qgis.core import (QgsFeatureRequest, QgsFeatureSink, QgsProcessingException, QgsProcessingFeatureSource,
                       QgsProcessingFeatureSourceDefinition, QgsProcessingUtils, QgsProviderRegistry, QgsVectorFileWriter)


def file_of(algorithm, parameters, name, context, feedback, may_name_layer):
    """The file and, where it holds several, the name of the layer in it. None where nothing is given."""
    if parameters.get(name) in (None, ""):
        return None
    source = algorithm.parameterAsSource(parameters, name, context)
    if source is None:
        raise QgsProcessingException(algorithm.invalidSourceError(parameters, name))
    layer = _layer_of(algorithm, parameters, name, context)
    if layer is not None and not _is_part(parameters[name]):
        found = _file_behind(layer, may_name_layer)
        if found:
            return found
    keeps_fid = layer is not None and layer.dataProvider().storageType() == "GPKG"
    return _written(source, keeps_fid, context, feedback), ""


def _layer_of(algorithm, parameters, name, context):
    value = parameters[name]
    if isinstance(value, QgsProcessingFeatureSourceDefinition):
        return QgsProcessingUtils.mapLayerFromString(value.source.valueAsString(context.expressionContext())[0], context)
    return algorithm.parameterAsVectorLayer(parameters, name, context)


def _is_part(value):
    """Whether only some of the features are wanted: those selected, so many, or those that an expression leaves."""
    return isinstance(value, QgsProcessingFeatureSourceDefinition) and bool(
        value.selectedFeaturesOnly or value.featureLimit >= 0 or getattr(value, "filterExpression", ""))


def _file_behind(layer, may_name_layer):
    provider = layer.dataProvider()
    if layer.providerType() != "ogr" or layer.isModified() or layer.crs() != provider.crs():
        return None
    if layer.fields().count() != provider.fields().count():  # joined or computed ones, which the file lacks
        return None
    # A filter is one of the parts, too.
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    path = parts.get("path", "")
    if set(k for k, v in parts.items() if v) - {"path", "layerName"} or not os.path.exists(path):
        return None
    several = provider.subLayerCount() > 1
    if several and not may_name_layer:
        return None
    return path, (parts.get("layerName") or "") if several else ""


def _written(source, keeps_fid, context, feedback):
    name = re.sub(r"[^\w-]+", "_", source.sourceName()).strip("_") or "layer"
    path = QgsProcessingUtils.generateTempFilename(name + ".gpkg")
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName, options.layerName, options.fileEncoding = "GPKG", name, "UTF-8"
    # A field `fid` is a key in a GeoPackage alone; elsewhere it may repeat.
    if not keeps_fid:
        options.layerOptions = ["FID=picket_fid"]
    writer = QgsVectorFileWriter.create(path, source.fields(), source.wkbType(), source.sourceCrs(), context.transformContext(), options)
    if writer.hasError() != QgsVectorFileWriter.NoError:
        raise QgsProcessingException(f"{source.sourceName()}: cannot be passed on to picket: {writer.errorMessage()}")
    # Faults of polygons are picket's to mend or refuse.
    unchecked = QgsProcessingFeatureSource.FlagSkipGeometryValidityChecks
    for feature in source.getFeatures(QgsFeatureRequest(), unchecked):
        if feedback.isCanceled():
            raise QgsProcessingException("Cancelled before picket was started.")
        if not writer.addFeature(feature, QgsFeatureSink.FastInsert):
            raise QgsProcessingException(f"{source.sourceName()}, feature {feature.id()}: cannot be passed on to picket: {writer.errorMessage()}")
    if not writer.flushBuffer():
        raise QgsProcessingException(f"{source.sourceName()}: cannot be passed on to picket: {writer.errorMessage()}")
    del writer
    return path

